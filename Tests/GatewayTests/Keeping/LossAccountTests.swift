import Facilities
import Testing

@testable import Gateway

private let time = Timestamp("2026-12-01T02:00:00Z")!

struct LossAccountTests {
    private let start = ContinuousClock.now

    private func loss(_ range: ClosedRange<Int64>, _ reason: Loss.Reason = .memory) -> Loss {
        Loss(from: range.lowerBound, to: range.upperBound, count: Int64(range.count), reason: reason)
    }

    @Test func aCauseIsEnteredWhenItBeginsHourlyAndWhenItIsOver() {
        var account = LossAccount()
        account.note(loss(1...10), at: start, time)
        #expect(account.due(at: start, isWriting: false) == [loss(1...10)])
        account.note(loss(11...20), at: start + .minutes(10), time + .minutes(10))
        account.note(loss(21...30), at: start + .minutes(50), time + .minutes(50))
        #expect(account.due(at: start + .minutes(59), isWriting: false).isEmpty)
        #expect(account.due(at: start + .hours(1), isWriting: false) == [loss(11...30)])
        #expect(account.running.map(\.count) == [30])
        #expect(account.running.map(\.since) == [time])
        account.note(loss(31...32), at: start + .minutes(70), time + .minutes(70))
        #expect(account.due(at: start + .minutes(71), isWriting: true) == [loss(31...32)])
        #expect(account.running.isEmpty)
    }

    @Test func nothingIsSaidTwice() {
        var account = LossAccount()
        account.note(loss(1...10), at: start, time)
        _ = account.due(at: start, isWriting: false)
        #expect(account.due(at: start + .hours(5), isWriting: false).isEmpty)
        #expect(account.due(at: start + .hours(5), isWriting: true).isEmpty)
    }

    /// Room is made again and again while the budget is used up, though the journal is written in between.
    @Test func theBudgetIsACauseUntilNothingWasLostByItForAnHour() {
        var account = LossAccount()
        account.note(loss(1...10, .full), at: start, time)
        #expect(account.due(at: start + .seconds(1), isWriting: true) == [loss(1...10, .full)])
        account.note(loss(11...20, .full), at: start + .minutes(30), time)
        #expect(account.due(at: start + .minutes(40), isWriting: true).isEmpty)
        #expect(account.due(at: start + .minutes(90), isWriting: true) == [loss(11...20, .full)])
        #expect(account.running.isEmpty)
    }

    @Test func twoCausesAreTwoEntries() {
        var account = LossAccount()
        account.note(loss(1...10, .full), at: start, time)
        account.note(loss(500...510), at: start, time)
        #expect(account.due(at: start, isWriting: false) == [loss(1...10, .full), loss(500...510)])
    }

    @Test func aRangeSpansWhatWasKeptBetweenAndTheCountDoesNot() {
        let both = loss(100...109).joined(behind: loss(1...10))
        #expect(both == Loss(from: 1, to: 109, count: 20, reason: .memory))
    }
}
