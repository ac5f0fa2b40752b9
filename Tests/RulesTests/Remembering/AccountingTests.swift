import Facilities
import Foundation
import Testing

@testable import Rules

@Suite struct AccountingTests {
    /// Midnight in Nanjing.
    private let midnight = Timestamp("2026-11-22T16:00:00Z")!
    private let day = Day("2026-11-23")!

    private func fan(_ minute: Int, _ runs: Double = 1) -> Event {
        .sample(
            Sample(
                device: DeviceID("b/1"), time: midnight + .minutes(minute), readings: [Reading(.fanState, runs, .one)]))
    }

    private func tick(_ minute: Int) -> Event { .tick(midnight + .minutes(minute)) }

    private func accounts(_ settings: Facility.Settings, _ events: [Event], restarts: Bool = false) throws -> [Account]
    {
        var rules = facility(settings)
        return try events.flatMap { event in
            if restarts { rules = try rules.restarted() }
            return rules.consider(event).compactMap { if case .account(let account) = $0 { account } else { nil } }
        }
    }

    /// Every five minutes, running from eight to half past nine, and a tick a minute after midnight.
    private var dayOfWork: [Event] {
        stride(from: 0, through: 1440, by: 5).map { fan($0, 480..<570 ~= $0 ? 1 : 0) } + [tick(1441), tick(1442)]
    }

    @Test func aDayIsGivenOnceAtTheFirstTickAfterIt() throws {
        let found = try accounts(AnyPoint.carbon, dayOfWork)
        #expect(found.map(\.day) == [day])
        #expect(try accounts(AnyPoint.carbon, dayOfWork.dropLast(2)).isEmpty)
        #expect(try accounts(AnyPoint.carbon, dayOfWork.dropLast()).count == 1)
    }

    @Test(arguments: [false, true]) func itsHoursAreThoseCountedByHand(restarts: Bool) throws {
        let account = try #require(try accounts(AnyPoint.carbon, dayOfWork, restarts: restarts).first)
        #expect(account.running == 1.5)
        #expect(abs(account.lights.values.reduce(0, +) - 24) < 1e-9)
        #expect(account.coverage.map { abs($0 - 288.0 / 1440) < 1e-9 } == true)
        #expect(account.counters["carbon.cycle"]?["hours"] == 1.5)
        #expect(account.limits["cycleHours"] == "500 h")
    }

    @Test func timeThatNobodySawIsOfNoLight() throws {
        let gap = [fan(0), fan(10), fan(131), fan(141)] + [tick(1441)]
        let account = try #require(try accounts(AnyPoint.carbon, gap).first)
        #expect(abs(account.lights.values.reduce(0, +) - 20.0 / 60) < 1e-9)
        #expect(account.running.map { abs($0 - 20.0 / 60) < 1e-9 } == true)
    }

    @Test func whatRunsOverMidnightIsOfBothDays() throws {
        let events = stride(from: 1430, through: 1450, by: 5).map { fan($0) } + [tick(1451), fan(2880), tick(2881)]
        let found = try accounts(AnyPoint.carbon, events)
        #expect(found.map(\.day) == [day, day + 1])
        #expect(found.map { ($0.running ?? 0) * 60 }.map { $0.rounded() } == [10, 11])
    }

    /// Entered on the first day of the gateway, before anything was measured.
    @Test func aRecordOfThePastIsNoDayOfTheGateway() throws {
        let past = record(Rectification(rule: "carbon.bypass"), afterHours: -72)
        let found = try accounts(AnyPoint.carbon, [past] + dayOfWork)
        #expect(found.map(\.day) == [day])
    }

    @Test func aFacilityThatMeasuresNothingHasNeitherHoursNorCoverage() throws {
        let found = try accounts(.complaintPoint(ComplaintSettings()), [tick(0), tick(5), tick(1440), tick(1441)])
        #expect(found.map(\.running) == [nil])
        #expect(found.map(\.coverage) == [nil])
        #expect(found.map { $0.lights.values.reduce(0, +) * 60 } == [5])
    }

    // MARK: Hours

    /// An update from before hours were counted, at noon: what was before it has no hours, and nobody was away.
    @Test func aDayThatWasBegunWithoutHoursKeepsNone() throws {
        var rules = facility(AnyPoint.carbon)
        for minute in stride(from: 0, through: 720, by: 5) { _ = rules.consider(fan(minute)) }
        var accounting = rules.memory.accounting
        let data = try JSONEncoder().encode(accounting)
        var state = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        var today = try #require(state["today"] as? [String: Any])
        #expect(today.removeValue(forKey: "hours") != nil)
        state["today"] = today
        accounting = try JSONDecoder().decode(Accounting.self, from: JSONSerialization.data(withJSONObject: state))
        rules.memory.accounting = accounting
        for minute in stride(from: 725, through: 1435, by: 5) { _ = rules.consider(fan(minute)) }
        #expect(rules.lightsToday?.byHour == nil && rules.lightsToday.map { $0.seen > 23 } == true)
        let next =
            stride(from: 1440, through: 2880, by: 5).flatMap { rules.consider(fan($0)) } + rules.consider(tick(2881))
        let found = next.compactMap { if case .account(let account) = $0 { account } else { nil } }
        #expect(found.map { $0.byHour?.count } == [nil, 24])
    }

    @Test(arguments: [false, true]) func theLightOfEachHourIsCountedByTheSitesClock(restarts: Bool) throws {
        let account = try #require(try accounts(AnyPoint.carbon, dayOfWork, restarts: restarts).first)
        let hours = try #require(account.byHour)
        #expect(hours.count == 24 && hours.allSatisfy { $0 != nil })
        // What the hours have adds up to the day's hours by light, where each hour has one light only.
        #expect(Set(hours.compactMap(\.self)).isSubset(of: Set(account.lights.keys)))
    }

    @Test func hoursThatNobodySawHaveNoLight() throws {
        let gap = [fan(0), fan(10), fan(131), fan(141)] + [tick(1441)]
        let hours = try #require(try accounts(AnyPoint.carbon, gap).first?.byHour)
        #expect(hours.indices.filter { hours[$0] != nil } == [0, 2])
    }

    @Test func todaySoFarIsWhatWasSeen() throws {
        var rules = facility(AnyPoint.carbon)
        #expect(rules.lightsToday == nil)
        for minute in stride(from: 0, through: 150, by: 5) { _ = rules.consider(fan(minute)) }
        let today = try #require(rules.lightsToday)
        #expect(today.day == day && today.passed == 2.5 && abs(today.seen - 2.5) < 1e-9)
        #expect(today.byHour?.count == 3 && today.running == 2.5)
        #expect(today.coverage.map { abs($0 - 31.0 / 150) < 1e-9 } == true)
        #expect(try rules.restarted().lightsToday == today)
    }
}
