import Facilities
import Testing

private func change(_ id: String, at sequence: Int64, from: Int64? = nil) -> KeptEntry {
    KeptEntry(
        sequence: sequence, facility: nil, time: Timestamp(seconds: sequence),
        .epoch(EpochChange(id, .ahead, from: from)))
}

struct EpochsTests {
    private func epochs(_ changes: KeptEntry...) -> Epochs { changes.reduce(into: Epochs()) { $0.take($1) } }

    @Test func beforeTheFirstEntryNoSequenceHasAnEpoch() {
        #expect(Epochs().id(of: 1) == nil && Epochs().newest == nil)
    }

    @Test func theFirstEpochIsAlsoThatOfWhatCameBeforeIt() {
        #expect([1, 9, 10, 11].map(epochs(change("a", at: 10)).id) == ["a", "a", "a", "a"])
    }

    @Test func anEpochBeginsWithItsEntry() {
        #expect([9, 10, 11].map(epochs(change("a", at: 1), change("b", at: 10)).id) == ["a", "b", "b"])
    }

    @Test func anEpochMayBeginBeforeItsEntryAndNeverBehindIt() {
        #expect([6, 7].map(epochs(change("a", at: 1), change("b", at: 10, from: 7)).id) == ["a", "b"])
        #expect([9, 10].map(epochs(change("a", at: 1), change("b", at: 10, from: 20)).id) == ["a", "b"])
    }

    @Test func anEpochThatBeginsBeforeAnotherLeavesNothingOfThat() {
        let epochs = epochs(change("a", at: 1), change("b", at: 10), change("c", at: 20, from: 5))
        #expect(epochs.all.map(\.id) == ["a", "c"])
        #expect(["a", "b", "c"].allSatisfy(epochs.contains) && !epochs.contains("d"))
        #expect([4, 5, 10, 20].map(epochs.id) == ["a", "c", "c", "c"])
    }

    @Test func anythingElseBeginsNone() {
        let loss = Loss(from: 1, to: 2, count: 1, reason: .full)
        #expect(epochs(KeptEntry(sequence: 1, facility: nil, time: Timestamp(seconds: 0), .loss(loss))) == Epochs())
    }

    /// Every list of up to four changes, at most two sequences apart, that begin anywhere.
    @Test func eachSequenceHasExactlyOneEpoch() {
        var lists: [[KeptEntry]] = [[]]
        for number in 1...4 {
            lists = lists.flatMap { list in
                ([1, 2] as [Int64]).flatMap { step -> [[KeptEntry]] in
                    let sequence = (list.last?.sequence ?? 0) + step
                    let starts: [Int64?] = [nil] + (0...sequence + 1).map(Optional.some)
                    return starts.map { list + [change("epoch\(number)", at: sequence, from: $0)] }
                }
            }
            #expect(lists.allSatisfy { hasOneEpochEach($0.reduce(into: Epochs()) { $0.take($1) }) })
        }
        #expect(lists.count > 1000)
    }

    private func hasOneEpochEach(_ epochs: Epochs) -> Bool {
        let all = epochs.all
        guard Set(all.map(\.id)).count == all.count else { return false }
        return (1...12).allSatisfy { (sequence: Int64) in
            let holders = all.indices.filter { index in
                let end = index + 1 < all.count ? all[index + 1].first : .max
                return all[index].first <= sequence && sequence < end
            }
            return holders.map { all[$0].id } == [epochs.id(of: sequence)]
        }
    }

    @Test func anIDIsRandomAndOfDigitsAndLetters() {
        let ids = (1...1000).map { _ in EpochChange.newID() }
        #expect(Set(ids).count == 1000)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[0-9a-z]{6,32}/) != nil })
    }
}
