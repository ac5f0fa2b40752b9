import Facilities
import Testing

@testable import Gateway

private let truth = Timestamp("2027-03-01T08:00:00Z")!

struct TimekeepingTests {
    /// Seconds after the machine started, at which the clock is wrong by so much.
    private func look(
        _ seconds: Int64, ahead error: Duration = .zero, source: TimeSource? = nil
    ) -> Timekeeping.Look {
        Timekeeping.Look(wall: truth + .seconds(seconds) + error, uptime: seconds * 1000, source: source)
    }

    private func begun(
        ahead error: Duration = .zero, kept: Timekeeping.Kept = .init(), source: TimeSource? = nil
    ) -> Timekeeping {
        Timekeeping(boot: "a", after: kept, look(0, ahead: error, source: source))
    }

    private static let dayBefore = Timekeeping.Kept(last: truth - .days(1), lastBelieved: truth - .days(1))

    // MARK: The first time of a start

    @Test(arguments: [
        (Duration.zero, true), (.days(-1), true), (.days(-1) - .milliseconds(1001), false), (.days(399), true),
        (.days(399) + .milliseconds(1), false),
    ]) func theFirstTimeIsBelievedFromWhatWasKeptUntil400DaysAfter(error: Duration, isBelieved: Bool) {
        #expect(begun(ahead: error, kept: Self.dayBefore).isBelieved == isBelieved)
    }

    @Test func aSourceMakesItBelievedWhateverWasKept() {
        #expect(begun(ahead: .days(-2), kept: Self.dayBefore, source: .kernel).isBelieved)
        #expect(begun(ahead: .days(4000), kept: Self.dayBefore, source: .chrony).isBelieved)
    }

    @Test func noSourceMakesATimeBelievedBeforeTheProgramWasMade() {
        let error = Timestamp.release - truth
        #expect(begun(ahead: error, source: .kernel).isBelieved)
        #expect(!begun(ahead: error - .milliseconds(1), source: .kernel).isBelieved)
    }

    @Test func withNothingKeptATimeOfFiveYearsIsBelieved() {
        let error = Timestamp.release + Timekeeping.longestAge - truth
        #expect(begun(ahead: error).isBelieved)
        #expect(!begun(ahead: error + .milliseconds(1)).isBelieved)
    }

    @Test func aTimeThatIsNotBelievedContinuesFromWhatWasKept() {
        for error in [Duration.days(-20_000), .days(5000)] {
            let timekeeping = begun(ahead: error, kept: Self.dayBefore)
            #expect(timekeeping.time(at: 0) == Self.dayBefore.last)
            #expect(timekeeping.time(at: 90_000) == Self.dayBefore.last! + .seconds(90))
        }
        #expect(begun(ahead: .days(-20_000)).time(at: 0) == truth - .days(20_000))
    }

    // MARK: Steps

    @Test func timePassesEvenlyWhileTheClockStepsAndUntilItIsFollowed() {
        var timekeeping = begun()
        #expect(timekeeping.look(look(10, ahead: .hours(-1))) == nil)
        #expect(timekeeping.time(at: 10_000) == truth + .seconds(10))
        #expect(timekeeping.disagreement(at: 10_000) == truth + .seconds(10) - .hours(1))
        #expect(timekeeping.look(look(11, ahead: .hours(-1))) == nil)
        let change = timekeeping.look(look(12, ahead: .hours(-1)))
        #expect(change?.step == .stepped && change?.moved == -3_600_000)
        #expect(change?.isBelieved == true)
        #expect(timekeeping.time(at: 12_000) == truth + .seconds(12) - .hours(1))
        #expect(timekeeping.disagreement(at: 12_000) == nil)
    }

    @Test(arguments: [(Duration.milliseconds(1000), false), (.milliseconds(1001), true)])
    func aSecondIsNoStep(error: Duration, isStep: Bool) {
        var timekeeping = begun()
        let changes = (1...5).compactMap { timekeeping.look(look($0, ahead: error)) }
        #expect(changes.isEmpty != isStep)
    }

    @Test func aClockThatDoesNotKeepStillIsNotFollowed() {
        var timekeeping = begun()
        for second in Int64(1)...1000 {
            #expect(timekeeping.look(look(second, ahead: .seconds(Int(second) * 60))) == nil)
        }
        #expect(timekeeping.time(at: 1_000_000) == truth + .seconds(1000))
    }

    @Test func aClockThatIsSetAgainAndAgainIsFollowedMoreAndMoreSeldom() {
        var timekeeping = begun()
        var changes = 0
        for second in Int64(1)...3600 where timekeeping.look(look(second, ahead: .hours(Int(second) / 5 % 2))) != nil {
            changes += 1
        }
        #expect(changes < 8)
    }

    @Test func aMinuteIn2036WithoutASourceChangesNothing() {
        var timekeeping = begun(kept: Self.dayBefore)
        let error = Timestamp("2036-01-01T00:00:00Z")! - truth
        #expect((100...160).allSatisfy { timekeeping.look(look($0, ahead: error)) == nil })
        #expect((161...200).allSatisfy { timekeeping.look(look($0)) == nil })
        #expect(timekeeping.isBelieved && timekeeping.time(at: 200_000) == truth + .seconds(200))
    }

    @Test func whatASourceSaysIsFollowedOverYearsUnlessASourceSaidOtherwise() {
        var guessed = begun(kept: Self.dayBefore)
        let changes = (1...5).compactMap { guessed.look(look($0, ahead: .days(500), source: .kernel)) }
        #expect(changes.map(\.step) == [.stepped] && changes.first?.source == .kernel)
        var known = begun(kept: Self.dayBefore)
        _ = known.look(look(1, source: .kernel))
        #expect((2...500).allSatisfy { known.look(look($0, ahead: .days(500), source: .kernel)) == nil })
        // An hour later nobody knows that any more.
        #expect((3599...3610).contains { known.look(look($0, ahead: .days(500), source: .kernel)) != nil })
    }

    @Test func aClockBeforeTheProgramWasMadeIsNeverFollowed() {
        var timekeeping = begun()
        #expect((1...500).allSatisfy { timekeeping.look(look($0, ahead: .days(-20_000), source: .kernel)) == nil })
    }

    /// As a first time does: only a source or a person takes it back behind what an earlier start kept.
    @Test(arguments: [(Duration.days(-1), true), (.days(-1) - .seconds(20), false)])
    func aStepBackBehindWhatWasKeptNeedsAWitness(error: Duration, isFollowed: Bool) {
        var timekeeping = begun(kept: Self.dayBefore)
        #expect((1...9).contains { timekeeping.look(look($0, ahead: error)) != nil } == isFollowed)
        var sourced = begun(kept: Self.dayBefore)
        #expect((1...9).contains { sourced.look(look($0, ahead: error, source: .kernel)) != nil })
        var trusted = begun(kept: Self.dayBefore)
        #expect(trusted.trust(look(1, ahead: error), by: "王工") != nil)
    }

    // MARK: Trust

    @Test func aStartIn1970IsBelievedOnceTheClockIsSet() {
        for kept in [Self.dayBefore, .init()] {
            var timekeeping = begun(ahead: .days(-20_000), kept: kept)
            #expect(!timekeeping.isBelieved)
            #expect((1...100).allSatisfy { timekeeping.look(look($0, ahead: .days(-20_000))) == nil })
            let changes = (101...110).compactMap { timekeeping.look(look($0)) }
            #expect(changes.map(\.step) == [.stepped])
            #expect(timekeeping.isBelieved && timekeeping.time(at: 110_000) == truth + .seconds(110))
        }
    }

    @Test func aStartThreeDaysAheadIsRightOnceTheClockIsSetBack() {
        for kept in [Self.dayBefore, .init()] {
            var timekeeping = begun(ahead: .days(3), kept: kept)
            #expect(timekeeping.isBelieved)
            let change = (8...20).compactMap { timekeeping.look(look($0)) }.first
            #expect(change?.moved == -259_200_000)
            #expect(timekeeping.isBelieved)
        }
    }

    @Test func aSourceThatComesLaterVouchesOnce() {
        var timekeeping = begun()
        let changes = (1...9).compactMap { timekeeping.look(look($0, source: $0 > 4 ? .timesyncd : nil)) }
        #expect(changes.map(\.step) == [.trusted] && changes.first?.source == .timesyncd)
        #expect(changes.first?.moved == nil)
    }

    @Test func aPersonEndsDistrustAndIsNamed() {
        let kept = Timekeeping.Kept(last: truth + .days(3), lastBelieved: truth + .days(3))
        var timekeeping = begun(kept: kept)
        #expect(!timekeeping.isBelieved)
        #expect((1...100).allSatisfy { timekeeping.look(look($0)) == nil })
        let change = timekeeping.trust(look(101), by: "王工")
        #expect(change?.isBelieved == true && change?.by == "王工" && change?.moved == -Duration.days(3).milliseconds)
        #expect(timekeeping.time(at: 101_000) == truth + .seconds(101))
        #expect((102...300).allSatisfy { timekeeping.look(look($0)) == nil })
        let later = (301...310).compactMap { timekeeping.look(look($0, ahead: .hours(1), source: .chrony)) }.first
        #expect(later?.source == .chrony && later?.by == nil, "he did not set that")
    }

    @Test func aPersonCannotVouchForATimeBeforeTheProgramWasMade() {
        var timekeeping = begun(ahead: .days(-20_000))
        #expect(timekeeping.trust(look(1, ahead: .days(-20_000)), by: "王工") == nil)
        #expect(!timekeeping.isBelieved)
    }

    // MARK: Another run of the same start

    @Test func aRunContinuesTheOneBeforeAndNoticesAStepBetweenThem() {
        let change = ClockChange(.started, boot: "a", offset: truth.milliseconds, isBelieved: true)
        var timekeeping = Timekeeping(change, after: Self.dayBefore)
        #expect(timekeeping.time(at: 50_000) == truth + .seconds(50))
        let changes = (50...60).compactMap { timekeeping.look(look($0, ahead: .hours(2))) }
        #expect(changes.map(\.moved) == [7_200_000])
    }
}
