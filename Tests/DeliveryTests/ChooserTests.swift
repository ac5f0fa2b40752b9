import Facilities
import TestSupport
import Testing

@testable import Delivery

struct ChooserTests {
    private let here = Facility.Code("NJ320104D000049")!
    private static let start: Int64 = 1_800_000_000_000

    private func sample(
        _ sequence: Int64, at milliseconds: Int64, _ value: Double? = 1, noise: Double = 50
    ) -> Item {
        let time = Timestamp(milliseconds: Self.start + milliseconds)
        let first =
            value.map { Reading(.tsp, $0, .microgramPerCubicMetre) }
            ?? Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer)
        let readings = [first, Reading(.noise, noise, .decibel)]
        let sample = Sample(device: DeviceID("b/1"), time: time, readings: readings)
        return .sample(Kept(sequence: sequence, facility: here, time: time, sample))
    }

    private func chosen(_ items: [Item], by choice: Choice) -> [Chosen] {
        var state = SeriesState()
        return items.compactMap { Chooser(choice).choose($0, after: &state) }
    }

    @Test func theFirstSampleOfEachSlotIsChosenAndNamesTheOneBefore() {
        let times: [Int64] = [0, 59_999, 60_000, 60_001, 119_999, 180_000]
        let items = times.enumerated().map { sample(Int64($0) + 1, at: $1) }
        let found = chosen(items, by: Choice(samples: .slots(60_000)))
        #expect(found.map(\.sequence) == [1, 3, 6])
        #expect(found.map(\.previous) == [nil, 1, 3])
    }

    @Test func aClockThatIsSetBackBeginsASlot() {
        let items = [sample(1, at: 0), sample(2, at: 1000), sample(3, at: -3_600_000), sample(4, at: -3_599_000)]
        #expect(chosen(items, by: Choice(samples: .slots(60_000))).map(\.sequence) == [1, 3])
    }

    @Test func slotsBefore1970AreCountedAsThoseAfter() {
        #expect(!isNewSlot(1000, Timestamp(milliseconds: -1), after: Timestamp(milliseconds: -1000)))
        #expect(isNewSlot(1000, Timestamp(milliseconds: 0), after: Timestamp(milliseconds: -1)))
    }

    @Test func aQuantityIsChosenByItsOwnChoiceAndTheOthersAreOmitted() {
        let choice = Choice(samples: .slots(60_000), quantities: [.noise: .slots(1000), .tsp: .off])
        let found = chosen([sample(1, at: 0), sample(2, at: 500), sample(3, at: 1000)], by: choice)
        #expect(found.map(\.sequence) == [1, 3])
        #expect(found.allSatisfy { $0.omitted == [.tsp] })
    }

    @Test func aChangeIsMeasuredFromTheValueThatWasChosenLast() {
        let choice = Choice(samples: .off, quantities: [.tsp: .change(0.5, slots: 600_000)])
        let values: [Double?] = [1, 1.25, 1.4375, 1.5, 1.9375, 2, nil, nil, 2]
        let items = values.enumerated().map { sample(Int64($0) + 1, at: Int64($0) * 1000, $1) }
        let found = chosen(items, by: choice)
        #expect(found.map(\.sequence) == [1, 4, 6, 7, 9])
        #expect(found.map(\.previous) == [nil, 1, 4, 6, 7])
        // In a new slot it is chosen without a change.
        #expect(chosen(items + [sample(10, at: 600_000, 2)], by: choice).last?.sequence == 10)
    }

    @Test func meansOfOtherIntervalsAndEntriesThatAreNotPublicAreNotChosen() {
        var values = Accumulator(.arithmetic)
        values.add(1)
        let column = Aggregate.Column(.tsp, .microgramPerCubicMetre, values, minutes: 1)
        func means(_ interval: Aggregate.Interval) -> Item {
            let time = Timestamp(milliseconds: Self.start)
            let means = Aggregate(device: DeviceID("b/1"), interval: interval, start: time, columns: [column])
            return .aggregate(Kept(sequence: 1, facility: here, time: time, means))
        }
        #expect(chosen([means(.minute)], by: Choice()).isEmpty)
        #expect(chosen([means(.quarter)], by: Choice()).count == 1)
        #expect(chosen([means(.minute)], by: .everything).count == 1)
    }

    // MARK: By the journal

    private static let choices: [Choice] = [
        .everything, Choice(), Choice(samples: .slots(7000)), Choice(samples: .off),
        Choice(samples: .slots(25_000), quantities: [.noise: .slots(60_000)]),
        Choice(samples: .slots(25_000), quantities: [.tsp: .change(3, slots: 40_000)]),
        Choice(samples: .off, quantities: [.tsp: .change(2, slots: 90_000), .noise: .change(5, slots: 20_000)]),
        Choice(samples: .all, quantities: [.tsp: .change(1, slots: 600_000)]),
    ]

    /// What was before an item is the same whether everything was seen or only the newest items are read, as few as decide it.
    @Test(arguments: 0..<200 as Range<UInt64>) func theStateByTheJournalIsThatOfOneWhoSawEverything(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let choice = Self.choices[Int(seed % UInt64(Self.choices.count))]
        let chooser = Chooser(choice)
        var (time, value, state) = (0 as Int64, 100.0, SeriesState())
        var items: [Item] = []
        for sequence in 1...300 as ClosedRange<Int64> {
            time += Int64.random(in: 0...3000, using: &random)
            if Int.random(in: 0..<100, using: &random) == 0 { time -= 100_000 }
            value += Double(Int.random(in: -2...2, using: &random))
            let isBad = Int.random(in: 0..<20, using: &random) == 0
            let item = sample(sequence, at: time, isBad ? nil : value, noise: value / 2)
            _ = chooser.choose(item, after: &state)
            items.append(item)
        }
        let newest = Array(items.reversed())
        let count =
            (1...300).first {
                chooser.state(behind: Array(newest.prefix($0)), [.tsp, .noise], isAll: $0 == 300) != nil
            } ?? 300
        for count in [count, min(300, count + 7), 300] {
            #expect(chooser.state(behind: Array(newest.prefix(count)), [.tsp, .noise], isAll: count == 300) == state)
        }
    }
}

/// Samples have only the quantities that were due.
extension ChooserTests {
    private static func partial(_ sequence: Int64, at second: Int64, _ quantities: [Quantity]) -> Item {
        let time = Timestamp(seconds: 1_800_000_000 + second)
        let readings = quantities.map { Reading($0, 1, .microgramPerCubicMetre) }
        let sample = Sample(device: DeviceID("b/1"), time: time, readings: readings)
        return .sample(Kept(sequence: sequence, facility: Facility.Code("NJ320104D000049")!, time: time, sample))
    }

    /// A quantity each second, and one each minute, 37 s after the minute.
    private static let mixed: [Item] = (0..<300).map { second in
        partial(second + 1, at: second, second % 60 == 37 ? [.tsp, .pm10] : [.tsp])
    }

    @Test func aQuantityThatIsReadSeldomIsChosenInItsOwnSlots() {
        var state = SeriesState()
        let found = Self.mixed.compactMap { Chooser(Choice()).choose($0, after: &state) }
        #expect(found.map(\.sequence) == [1, 38, 61, 98, 121, 158, 181, 218, 241, 278])
        #expect(found.map(\.omitted) == (0..<10).map { $0 % 2 == 0 ? [] : [.tsp] })
    }

    @Test(arguments: [1, 37, 38, 39, 60, 61, 150, 300])
    func itsStateByTheJournalIsThatOfOneWhoSawEverything(_ count: Int) {
        let chooser = Chooser(Choice())
        var state = SeriesState()
        let seen = Self.mixed.prefix(count)
        for item in seen { _ = chooser.choose(item, after: &state) }
        let newest = Array(seen.reversed())
        let least = (1...count).first {
            chooser.state(behind: Array(newest.prefix($0)), [.tsp, .pm10], isAll: $0 == count) != nil
        }
        #expect(chooser.state(behind: Array(newest.prefix(least ?? 0)), [.tsp, .pm10], isAll: least == count) == state)
        #expect((least ?? 0) <= 180)
    }
}
