import Facilities
import Journal
import Testing

struct BatchTests {
    private func batch(_ sequences: ClosedRange<Int64>) -> Batch {
        var batch = Batch()
        batch.samples = sequences.map { sample($0, [Reading(.pm10, 1, .microgramPerCubicMetre)]) }
        return batch
    }

    private func bytes(_ batch: inout Batch) -> Int { batch.bytes }

    private func state(_ facility: Facility.Code, _ sequence: Int64, _ text: String) -> RuleState {
        RuleState(facility: facility, sequence: sequence, state: text)
    }

    @Test func ofWhatRulesRememberOnlyTheNewestIsKept() throws {
        let other = try #require(Facility.Code("NJ320104F000025"))
        var (first, second) = (Batch(), Batch())
        first.ruleStates = [state(code, 1, "a"), state(other, 1, "b")]
        second.ruleStates = [state(code, 2, "c")]
        first.append(second)
        #expect(first.ruleStates == [state(other, 1, "b"), state(code, 2, "c")])
    }

    @Test func aBatchKnowsHowMuchMemoryItTakes() {
        var whole = Batch()
        #expect(bytes(&whole) == 0)
        for sequence in Int64(1)...100 {
            whole.append(batch(sequence...sequence))
            _ = whole.bytes
        }
        var (same, fewer) = (batch(1...100), batch(1...40))
        let all = bytes(&whole)
        #expect(all == bytes(&same))
        #expect((100 * 100...100 * 400).contains(all))
        whole.samples.removeFirst(60)
        let before = bytes(&whole)
        #expect(before == bytes(&fewer))
        whole.entries = [entry(101)]
        whole.ruleStates = [state(code, 1, String(repeating: "x", count: 10_000))]
        whole.minutes = [minute(102, [column(.pm10, [1])])]
        #expect((10_200...13_000).contains(bytes(&whole) - before))
    }

    /// Appending to a long batch must not look at all of it.
    @Test func manySamplesAreAppendedInLinearTime() {
        var whole = Batch()
        var one = batch(1...1)
        let duration = ContinuousClock().measure {
            for _ in 0..<20_000 {
                whole.samples.append(one.samples[0])
                _ = whole.bytes
            }
        }
        // A quarter of a second; with all of it each time, minutes.
        #expect(duration < .seconds(20))
        #expect(bytes(&whole) == 20_000 * bytes(&one))
    }

    @Test func theOldestAreDroppedAndNamed() {
        var whole = batch(11...20)
        let each = bytes(&whole) / 10
        #expect(whole.dropOldest(3 * each - 1) == Loss(from: 11, to: 13, count: 3, reason: .memory))
        #expect(whole.samples.map(\.sequence) == Array(14...20) && bytes(&whole) == 7 * each)
        whole.minutes = [minute(2, [column(.pm10, [1])]), minute(30, [column(.pm10, [1])])]
        #expect(whole.dropOldest(7 * each + 1) == Loss(from: 2, to: 20, count: 8, reason: .memory))
        #expect(whole.minutes.map(\.sequence) == [30])
        #expect(whole.dropOldest(.max)?.count == 1)
        #expect(whole.dropOldest(1) == nil)
        #expect(whole.dropped == Loss(from: 2, to: 30, count: 12, reason: .memory))
    }

    @Test func aBatchOfWhichEverythingWasDroppedStillSaysSo() {
        var (first, second) = (batch(1...10), batch(11...20))
        _ = first.dropOldest(.max)
        #expect(!first.isEmpty && first.hasNothingButLosses && first.lastSequence == 10)
        #expect(first.whole(.ended) == Loss(from: 1, to: 10, count: 10, reason: .ended))
        _ = second.dropOldest(1)
        first.append(second)
        #expect(first.dropped == Loss(from: 1, to: 11, count: 11, reason: .memory))
        #expect(first.whole(.ended) == Loss(from: 1, to: 20, count: 20, reason: .ended))
    }

    @Test func aBatchForTheSyncAloneIsNotEmpty() {
        var batch = Batch()
        #expect(batch.isEmpty)
        batch.durable = true
        #expect(!batch.isEmpty)
    }
}
