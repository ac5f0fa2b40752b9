import Testing

@testable import Gateway

/// Whose read comes when, without a line.
struct VisitsTests {
    @Test func oneScanAtATimeAndReadsBesideIt() {
        var visits = Visits()
        let asked: [(scan: String?, second: Int, isAdmitted: Bool)] = [
            ("a", 0, true), ("b", 14, false), (nil, 14, true), ("a", 14, true), ("b", 28, false),
            // A scan that was interrupted says no more.
            ("b", 29, true), ("a", 30, false),
        ]
        for read in asked {
            let isAdmitted = visits.admits(scan: read.scan, at: .seconds(read.second))
            #expect(isAdmitted == read.isAdmitted, "\(read)")
        }
    }

    @Test func aReadLeavesThePollsAsMuchTimeAsItTookAndAVainOneThreeTimesThat() {
        var visits = Visits()
        visits.ended(3, asked: .seconds(1), at: .milliseconds(1020), hasAnswered: true)
        #expect(visits.notBefore == .milliseconds(1040))
        visits.ended(3, asked: .seconds(2), at: .milliseconds(2200), hasAnswered: false)
        #expect(visits.notBefore == .milliseconds(2800))
        visits.ended(3, asked: .seconds(3), at: .seconds(8), hasAnswered: false)
        #expect(visits.notBefore == .seconds(10))
    }

    @Test func onlyWhoAnsweredLastIsAskedWithoutAPauseOfThePolls() {
        var visits = Visits()
        #expect(visits.cost(of: 3, timeout: .seconds(1)) == .seconds(1))
        visits.ended(3, asked: .zero, at: .seconds(1), hasAnswered: true)
        #expect(visits.cost(of: 3, timeout: .seconds(1)) == .zero)
        visits.ended(3, asked: .seconds(2), at: .seconds(3), hasAnswered: false)
        #expect(visits.cost(of: 3, timeout: .seconds(1)) == .seconds(1))
    }
}
