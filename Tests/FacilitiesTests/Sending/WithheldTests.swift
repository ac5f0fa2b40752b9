import Facilities
import Foundation
import Testing

private let events = ItemStream(Facility.Code("NJ320104D000049")!, .events)
private let means = ItemStream(Facility.Code("NJ320104D000049")!, .means)

/// What a broker refuses of one stream.
@Suite struct WithheldTests {
    @Test func whatIsRefusedOneAfterTheOtherIsOneRange() {
        var progress = UplinkProgress(live: 100)
        progress.withhold([5, 9], of: events, isMore: false)
        progress.withhold([20], of: events, isMore: true)
        #expect(progress.withheld(of: events)?.ranges == [5...20])
        #expect(progress.withheld(of: events)?.count == 3 && progress.backlog(upTo: 100) == 3)
        #expect(progress.firstWaiting == 5 && progress.last == 100)
    }

    @Test func whatIsRefusedAfterSomethingWasTakenIsARangeOfItsOwn() {
        var progress = UplinkProgress(live: 100)
        progress.withhold([5], of: events, isMore: false)
        progress.withhold([20], of: events, isMore: false)
        progress.withhold([12], of: events, isMore: true)
        #expect(progress.withheld(of: events)?.ranges == [5...5, 12...12, 20...20])
    }

    @Test func rangesThatTouchBecomeOne() {
        var progress = UplinkProgress(live: 100)
        for sequences in [[5, 6], [9, 10], [7, 8]] as [[Int64]] {
            progress.withhold(sequences, of: events, isMore: false)
        }
        #expect(progress.withheld(of: events)?.ranges == [5...10])
    }

    @Test func ofMoreRangesThanAreRememberedNoneIsForgotten() {
        var progress = UplinkProgress(live: 1000)
        for sequence in stride(from: Int64(10), through: 400, by: 10) {
            progress.withhold([sequence], of: events, isMore: false)
        }
        let ranges = progress.withheld(of: events)?.ranges ?? []
        #expect(ranges.count == 8)
        for sequence in stride(from: Int64(10), through: 400, by: 10) {
            #expect(ranges.contains { $0.contains(sequence) }, "\(sequence)")
        }
    }

    @Test func whatIsTakenLaterIsCutFromTheOldestRange() {
        var progress = UplinkProgress(live: 100)
        progress.withhold([5, 6, 7], of: events, isMore: false)
        progress.withhold([3], of: means, isMore: false)
        progress.acknowledgedWithheld(events, upTo: 6, count: 2)
        #expect(progress.withheld(of: events)?.ranges == [7...7] && progress.withheld(of: events)?.count == 1)
        progress.acknowledgedWithheld(events, upTo: 7, count: 1)
        #expect(progress.withheld.map(\.stream) == [means])
    }

    @Test func itIsTheSameAfterARestartAndAnOlderProgressHasNone() throws {
        var progress = UplinkProgress(live: 100)
        progress.connected(last: 120)
        progress.withhold([5], of: events, isMore: false)
        progress.withhold([7], of: ItemStream(nil, .events), isMore: false)
        let stored = try JSONEncoder().encode(progress)
        #expect(try JSONDecoder().decode(UplinkProgress.self, from: stored) == progress)
        let older = try JSONDecoder().decode(UplinkProgress.self, from: Data(#"{"live":7,"gaps":[[2,3]]}"#.utf8))
        #expect(older.withheld.isEmpty && older.live == 7 && older.gaps == [2...3])
    }
}
