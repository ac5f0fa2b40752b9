import Facilities
import Journal
import Logging
import Rules
import TestSupport
import Testing

@testable import Gateway

/// What people enter, means, and what is published, under a clock that is wrong for a while.
struct WrongClockTests {
    private let folder = try! TemporaryFolder()
    private let truth = Timestamp("2027-03-01T02:00:00Z")!

    private func sample(_ value: Double, at time: Timestamp) -> Arrival {
        let readings = [Reading(.tsp, value, .microgramPerCubicMetre)]
        return Arrival(
            facility: DeskSite.sites[0],
            event: .sample(Sample(device: DeviceID("b/1"), time: time, readings: readings)))
    }

    @Test func aTrueTimeThatAWrongClockTakesForTheFutureIsRefusedForNowOnly() async throws {
        let machine = TurnedClock(at: truth)
        machine.turn(ahead: .days(-20_000))
        let journal = try Journal.open(path: DeskSite.path(in: folder), now: truth)
        let clock = try SiteClock(machine.system, after: journal)
        journal.close()
        let site = try DeskSite(folder, clock: clock)
        let send = { await site.send(cleaning, id: "k1", at: "2027-03-01T01:00:00Z", now: clock.now) }
        let refused = await send()
        #expect(refused.answer == .refused && refused.text.contains("网关时钟未校准"), "\(refused.text)")
        machine.turn(ahead: .zero)
        for _ in 1...3 {
            machine.pass(.seconds(2))
            await site.driven.keeping.intake.lookAtClock()
        }
        #expect(await send().answer == .kept)
        #expect(try site.records().map(\.content.at) == [truth - .hours(1)])
    }

    @Test func aRecordWithoutATimeMovesWithItsStampAndOneWithATimeDoesNot() async throws {
        let machine = TurnedClock(at: truth)
        machine.turn(ahead: .days(3))
        let journal = try Journal.open(path: DeskSite.path(in: folder), now: truth)
        let clock = try SiteClock(machine.system, after: journal)
        journal.close()
        let site = try DeskSite(folder, clock: clock)
        #expect(await site.send(cleaning, id: "k1", now: clock.now).answer == .kept)
        #expect(await site.send(cleaning, id: "k2", at: "2027-03-01T01:00:00Z", now: clock.now).answer == .kept)
        machine.turn(ahead: .zero)
        for _ in 1...3 {
            machine.pass(.seconds(2))
            await site.driven.keeping.intake.lookAtClock()
        }
        let records = try site.records()
        #expect(records.map(\.time).allSatisfy { truth - .seconds(1)...truth + .seconds(1) ~= $0 })
        #expect(abs((records[0].content.at - truth).milliseconds) < 1000)
        #expect(records[1].content.at == truth - .hours(1))
    }

    /// Ten minutes by a clock that is 90 minutes ahead, then ten by the true time: one hour has the mean of all of them.
    @Test func longerMeansAreMadeAgainFromTheMinutesOfAWrongClock() async throws {
        let machine = TurnedClock(at: truth)
        machine.turn(ahead: .minutes(90))
        let journal = try Journal.open(path: DeskSite.path(in: folder), now: truth)
        let clock = try SiteClock(machine.system, after: journal)
        let driven = try DrivenKeeping(DeskSite.facilities, journal: journal, clock: clock)
        let intake = driven.keeping.intake
        for second in stride(from: 0, to: 5400, by: 10) {
            if second == 600 { machine.turn(ahead: .zero) }
            await intake.lookAtClock()
            if second < 1200 {
                await intake.take(stampedByUptime: [sample(second < 600 ? 100 : 300, at: clock.uptime)])
            }
            await driven.pass(clock.now)
            machine.pass(.seconds(10))
        }
        let hour = truth..<truth + .hours(1)
        let means = try journal.aggregates(of: DeskSite.sites[0], .hour, in: hour)
        #expect(means.map(\.content.start) == [truth])
        #expect(means.first?.content.columns.first?.values.count == 120)
        #expect(means.first?.content.columns.first?.values.mean == 200)
        let minutes = try journal.aggregates(of: DeskSite.sites[0], .minute, in: hour)
        #expect(minutes.count == 20 && minutes.map(\.content.start) == (0..<20).map { truth + .minutes($0) })
        let wrong = truth + .minutes(90)..<truth + .minutes(120)
        #expect(try journal.aggregates(of: DeskSite.sites[0], .minute, in: wrong) == [])
        #expect(try journal.check().faults == [])
    }

    @Test func aSealOfTimesThatAreCorrectedLaterStaysWhole() async throws {
        let machine = TurnedClock(at: truth)
        machine.turn(ahead: .days(3))
        let journal = try Journal.open(path: DeskSite.path(in: folder), now: truth)
        let clock = try SiteClock(machine.system, after: journal)
        let driven = try DrivenKeeping(DeskSite.facilities, journal: journal, clock: clock)
        let sealing = try Sealing(driven.keeping, journal: journal, clock: clock, logger: .init(label: "test"))
        for minute in 0..<200 {
            if minute == 90 { machine.turn(ahead: .zero) }
            await driven.keeping.intake.lookAtClock()
            await driven.keeping.intake.take(stampedByUptime: [sample(25, at: clock.uptime)])
            await driven.flush()
            await sealing.pass(clock.now)
            machine.pass(.minutes(1))
        }
        let check = try journal.check()
        #expect(check.faults == [])
        let seals = try journal.ledger(after: 0, limit: 1000).filter { $0.kept.content.kind == .seal }
        #expect(seals.count >= 4)
    }

    /// The uplink sends what was committed from memory: after a correction it must read the journal.
    @Test func whatIsSentAfterACorrectionHasTheTrueTimes() async throws {
        let machine = TurnedClock(at: truth)
        machine.turn(ahead: .days(3))
        let journal = try Journal.open(path: DeskSite.path(in: folder), now: truth)
        let clock = try SiteClock(machine.system, after: journal)
        let memory = RecentUplink()
        let uplinks = UplinkSet()
        uplinks.add(memory)
        let keeping = try Keeping(
            DeskSite.facilities, journal: journal, clock: clock, syncEvery: .seconds(10), logger: .init(label: "test"),
            uplinks: uplinks)
        await keeping.intake.take(stampedByUptime: [sample(1, at: clock.uptime)])
        await keeping.committer.flush()
        #expect(memory.portion(after: 0, limit: 100) != nil)
        machine.turn(ahead: .zero)
        for _ in 1...3 {
            machine.pass(.seconds(2))
            await keeping.intake.lookAtClock()
        }
        await keeping.committer.flush()
        #expect(memory.portion(after: 0, limit: 100) == nil, "times in memory are those of the wrong clock")
        let times = try journal.portion(after: 0, limit: 100).compactMap { item in
            if case .sample(let kept) = item { kept.time } else { nil }
        }
        #expect(times == [truth])
    }

    /// Without a time a cleaning is of the day on which it is entered; with one it is of the day that the person meant.
    @Test func theDayOfACleaningMovesWithTheClockUnlessAPersonGaveIt() async throws {
        for at in [nil, "2027-02-20T01:00:00Z"] {
            let folder = try TemporaryFolder()
            let machine = TurnedClock(at: truth)
            machine.turn(ahead: .days(300))
            let journal = try Journal.open(path: DeskSite.path(in: folder), now: truth)
            let clock = try SiteClock(machine.system, after: journal)
            journal.close()
            let site = try DeskSite(folder, clock: clock)
            let intake = site.driven.keeping.intake
            #expect(await site.send(cleaning, id: "k1", at: at, now: clock.now).answer == .kept)
            machine.turn(ahead: .zero)
            for _ in 1...3 {
                machine.pass(.seconds(2))
                await intake.lookAtClock()
            }
            await site.driven.tick(clock.now)
            let last = await intake.rules[DeskSite.kitchen]?.status.last
            #expect(last?.at == Day(at == nil ? "2027-03-01" : "2027-02-20")!, "\(at ?? "now")")
            let due = await intake.rules[DeskSite.kitchen]?.steps["fume.cleaning"]?.due
            #expect(due.map { $0 < Day("2027-06-30")! } ?? false, "\(due.map { "\($0)" } ?? "none")")
        }
    }

    /// The first start is three days ahead; the second one continues it, and is set right by a source.
    @Test func whatAStartThatWasAheadRememberedDoesNotStayInTheFuture() async throws {
        let machine = TurnedClock(at: truth)
        machine.turn(ahead: .days(3))
        let journal = try Journal.open(path: DeskSite.path(in: folder), now: truth)
        var clock = try SiteClock(machine.system, after: journal)
        var driven = try DrivenKeeping(DeskSite.facilities, journal: journal, clock: clock)
        for _ in 0..<20 {
            await driven.keeping.intake.take(stampedByUptime: [sample(25, at: clock.uptime)])
            machine.pass(.seconds(30))
        }
        await driven.tick(clock.now)
        machine.turn(ahead: .zero)
        machine.startAgain(after: .minutes(2))
        clock = try SiteClock(machine.system, after: journal)
        driven = try DrivenKeeping(DeskSite.facilities, journal: journal, clock: clock)
        #expect(!clock.isBelieved)
        machine.turn(.kernel)
        for _ in 0..<60 {
            clock.lookForSource()
            await driven.keeping.intake.lookAtClock()
            await driven.tick(clock.now)
            machine.pass(.seconds(30))
        }
        #expect(clock.isBelieved && clock.now == machine.time)
        let status = try #require(await driven.rules[DeskSite.sites[0]]?.status)
        #expect(status.asOf <= machine.time && status.since <= machine.time)
        #expect(status.findings.allSatisfy { $0.since <= machine.time }, "\(status.findings)")
        // The device has been silent since the machine started, and is said to be after minutes, not after three days.
        #expect(status.findings.contains { $0.rule == "data.silent" }, "\(status.findings.map(\.rule))")
    }
}
