import Facilities
import Foundation
import Testing

@testable import Rules

/// What the account of a day says of each device.
@Suite struct DeviceDaysTests {
    /// Midnight in Nanjing.
    private let midnight = Timestamp("2026-11-22T16:00:00Z")!
    private let day = Day("2026-11-23")!
    private let dust = PhysicalUnit.microgramPerCubicMetre

    private func at(_ minute: Int, _ reading: Reading, of device: String = "b/1") -> Event {
        .sample(Sample(device: DeviceID(device), time: midnight + .minutes(minute), readings: [reading]))
    }

    private func tsp(_ minute: Int, of device: String = "b/1") -> Event {
        at(minute, Reading(.tsp, 100, dust), of: device)
    }
    private func lost(_ minute: Int, of device: String = "b/1") -> Event {
        at(minute, Reading(.tsp, dust, bad: .noAnswer), of: device)
    }
    private func tick(_ minute: Int) -> Event { .tick(midnight + .minutes(minute)) }

    private func channel(_ device: String = "b/1", period: Duration = .seconds(1)) -> Channel {
        Channel(DeviceID(device), .tsp, period: period)
    }

    /// What the accounts say after these events, and the rules as they are then.
    private func accounts(
        _ events: [Event], _ channels: [Channel] = [], supervision: Supervision = .sensors, restartAt: Int? = nil,
        then later: [Channel]? = nil
    ) throws -> [Account] {
        var facility = Facility(code: code, name: "", settings: .dustSite, channels: channels)
        facility.supervision = supervision
        var rules = FacilityRules(for: facility)
        var found: [Account] = []
        for (index, event) in events.enumerated() {
            if index == restartAt {
                facility.channels = later ?? channels
                rules = try restarted(rules, in: FacilityRules(for: facility))
            }
            found += rules.consider(event).compactMap { if case .account(let account) = $0 { account } else { nil } }
        }
        return found
    }

    private func first(
        _ events: [Event], _ channels: [Channel] = [], restartAt: Int? = nil, then later: [Channel]? = nil
    ) throws -> DeviceDay {
        try #require(try accounts(events, channels, restartAt: restartAt, then: later).first?.devices?.first)
    }

    /// A sample a minute from midnight on; some have no answer.
    private func wholeDay(lost: Range<Int> = 0..<0) -> [Event] {
        [tick(0)] + (0..<1440).map { lost.contains($0) ? self.lost($0) : tsp($0) } + [tick(1440)]
    }

    @Test func aWholeDayIsWhole() throws {
        let day = DeviceDay(
            DeviceID("b/1"), expected: 1440, usable: 1440, hours: 24, validHours: 24, samples: 1440)
        #expect(try first(wholeDay()) == day)
    }

    @Test func oneLostAnswerIsOneMinute() throws {
        let found = try first(wholeDay(lost: 600..<601))
        #expect((found.usable, found.validHours, found.samples) == (1439, 24, 1440))
    }

    /// Every second: the others of the minute have answered.
    @Test func oneLostAnswerOfSixtyIsNone() throws {
        let seconds = (0..<3600).map { second in
            let reading = second == 1234 ? Reading(.tsp, dust, bad: .noAnswer) : Reading(.tsp, 100, dust)
            return Event.sample(
                Sample(device: DeviceID("b/1"), time: midnight + .seconds(second), readings: [reading]))
        }
        let found = try first([tick(0)] + seconds + [tick(1440)])
        #expect((found.usable, found.validHours, found.hours) == (60, 1, 24))
    }

    /// 45 minutes make an hour valid.
    @Test(arguments: [(15, 24), (16, 23)]) func anHourNeedsFortyFiveMinutes(lost: Int, valid: Int) throws {
        let found = try first(wholeDay(lost: 600..<600 + lost))
        #expect((found.validHours, found.usable) == (valid, 1440 - lost))
        #expect(found.short == (valid == 24 ? nil : ["tsp": 1]))
    }

    @Test func aRestartAtNoonCountsNothingTwice() throws {
        #expect(try first(wholeDay(), restartAt: 720) == first(wholeDay()))
        #expect(try first(wholeDay(), [channel()], restartAt: 725) == first(wholeDay()))
    }

    /// Off from noon to two.
    @Test func timeWithoutTheGatewayIsTimeWithoutValues() throws {
        let events = [tick(0)] + (0..<720).map { tsp($0) } + (840..<1440).map { tsp($0) } + [tick(1440)]
        let found = try first(events, restartAt: 721)
        #expect((found.expected, found.usable, found.hours, found.validHours) == (1440, 1320, 24, 22))
    }

    @Test func aDayWithoutTheGatewayHasAnAccountOfItsOwn() throws {
        let events = wholeDay().dropLast() + (1440 * 3 + 60..<1440 * 4).map { tsp($0) } + [tick(1440 * 4)]
        let found = try accounts(Array(events))
        #expect(found.map(\.day) == [day, day + 1, day + 2, day + 3])
        #expect(found.map { $0.devices?[0].usable } == [1440, 0, 0, 1380])
        #expect(found.map { $0.devices?[0].validHours } == [24, 0, 0, 23])
        #expect(found.map(\.running).allSatisfy { $0 == nil })
        #expect(found[1].lights.isEmpty && found[1].coverage == 0)
    }

    /// A clock that was never set, and then is.
    @Test func aClockThatWasSetIsNoOutage() throws {
        let set = [.tick(Timestamp("2000-01-01T00:00:00Z")!), tsp(600), tsp(601), tick(1440)]
        let found = try accounts(set, [channel()])
        #expect(found.count == 2)
        #expect(found.last?.devices?[0].expected == 840)
    }

    @Test func theDayOfInstallationCountsFromTheFirstSample() throws {
        let events = (610..<1440).map { tsp($0) } + [tick(1440)]
        let found = try first(events)
        #expect((found.expected, found.usable) == (830, 830))
        // The hour that had begun is not counted.
        #expect((found.hours, found.validHours, found.isValid) == (13, 13, nil))
    }

    @Test func theDayOfRemovalCountsUpToTheRestart() throws {
        let events = [tick(0)] + (0..<1440).flatMap { [tsp($0), tsp($0, of: "b/2")] } + [tick(1440), tick(2880)]
        let both = [channel(), channel("b/2")]
        let found = try accounts(events, both, restartAt: 1 + 2 * 750, then: [channel()])
        #expect(found.map { $0.devices?.map(\.device.description) } == [["b/1", "b/2"], ["b/1"]])
        let removed = found[0].devices?[1]
        #expect((removed?.expected, removed?.usable) == (749, 749))
        #expect((removed?.hours, removed?.validHours) == (12, 12))
        #expect(found[0].devices?[0].expected == 1440)
    }

    @Test func aDeviceThatIsAddedCountsFromThen() throws {
        let events = [tick(0)] + (0..<1440).map { tsp($0) } + [tick(1440)]
        let both = [channel(), channel("b/2")]
        let found = try accounts(events, [channel()], restartAt: 601, then: both)
        #expect(found[0].devices?.map(\.expected) == [1440, 840])
        #expect(found[0].devices?.map(\.usable) == [1440, 0])
    }

    /// A value stands for its period.
    @Test func aDeviceReadEveryFiveMinutesIsWhole() throws {
        let events = [tick(0)] + stride(from: 0, to: 1440, by: 5).map { tsp($0) } + [tick(1440)]
        let period = [channel(period: .minutes(5))]
        let found = try first(events, period)
        #expect((found.usable, found.validHours, found.samples) == (1440, 24, 288))
        let one = events.filter { $0 != tsp(600) }
        #expect(try first(one, period).usable == 1435)
        // Three of twelve lost leave 45 minutes, four do not.
        let three = events.filter { ![600, 620, 640].map { tsp($0) }.contains($0) }
        #expect(try first(three, period).validHours == 24)
        let four = three.filter { $0 != tsp(655) }
        #expect(try first(four, period).validHours == 23)
    }

    /// Polls a minute apart that fall now before and now behind the minute.
    @Test func aMinuteIsNotLostByMilliseconds() throws {
        let samples = (0..<1440).map { minute in
            let time = midnight + .minutes(minute) + .milliseconds(minute % 2 == 0 ? 59_995 : 60_005)
            return Event.sample(Sample(device: DeviceID("b/1"), time: time, readings: [Reading(.tsp, 1, dust)]))
        }
        let found = try first([tick(0)] + samples + [tick(1441)], [channel(period: .minutes(1))])
        #expect(found.usable >= 1439 && found.validHours == 24)
    }

    @Test func aClockSteppedBackCountsNoMinuteTwice() throws {
        // At noon an hour back: the hour comes a second time.
        let again = (0..<720).map { tsp($0) } + (660..<1440).map { tsp($0) }
        let found = try first([tick(0)] + again + [tick(1440)])
        #expect((found.expected, found.usable, found.validHours) == (1440, 1440, 24))
    }

    @Test func eachDeviceIsCountedForItself() throws {
        let events = [tick(0)] + (0..<1440).flatMap { [tsp($0), $0 < 720 ? tsp($0, of: "b/2") : lost($0, of: "b/2")] }
        let found = try accounts(events + [tick(1440)], [channel(), channel("b/2")])
        #expect(found[0].devices?.map(\.usable) == [1440, 720])
        #expect(found[0].devices?.map(\.validHours) == [24, 12])
        #expect(found[0].devices?.map(\.isValid) == [true, false])
    }

    @Test func aDeviceThatNeverAnsweredIsNeverOnline() throws {
        let ticks = (0...1440).map { tick($0) }
        let found = try first(ticks, [channel()])
        #expect((found.expected, found.usable, found.hours, found.validHours) == (1440, 0, 24, 0))
        #expect(found.short == ["tsp": 24])
    }

    /// Online, but not valid: the value is in doubt.
    @Test func aDoubtfulValueIsOnlineAndNotValid() throws {
        let stuck = (0..<1440).map { at($0, Reading(.tsp, 1, dust, quality: .uncertain(.stuck))) }
        let found = try first([tick(0)] + stuck + [tick(1440)])
        #expect((found.usable, found.validHours) == (1440, 0))
    }

    @Test func theEndOfTheRangeIsValid() throws {
        let top = (0..<1440).map {
            at($0, Reading(.tsp, 1000, dust, quality: .uncertain(.outOfRange), bound: .atLeast))
        }
        #expect(try first([tick(0)] + top + [tick(1440)]).validHours == 24)
    }

    /// The device answers, and one of what it measures is dead.
    @Test func anHourIsValidWhenEachQuantityIs() throws {
        let events = (0..<1440).map { minute in
            let pm10 = minute < 600 ? Reading(.pm10, 50, dust) : Reading(.pm10, dust, bad: .notAvailable)
            let readings = [Reading(.tsp, 100, dust), pm10]
            return Event.sample(
                Sample(device: DeviceID("b/1"), time: midnight + .minutes(minute), readings: readings))
        }
        let found = try first([tick(0)] + events + [tick(1440)])
        #expect((found.usable, found.validHours) == (1440, 10))
        #expect(found.short == ["pm10": 14])
    }

    @Test func aFanThatStandsIsNotOffline() throws {
        var rules = facility(AnyPoint.carbon)
        var accounts: [Account] = []
        for minute in 0...1440 {
            let fan = Reading(.fanState, 0, .one)
            let time = midnight + .minutes(minute)
            for entry in rules.consider(.sample(Sample(device: DeviceID("b/1"), time: time, readings: [fan]))) {
                if case .account(let account) = entry { accounts.append(account) }
            }
        }
        for entry in rules.consider(tick(1441)) { if case .account(let account) = entry { accounts.append(account) } }
        #expect(accounts.first?.running == 0)
        #expect(accounts.first?.devices?.first?.usable == 1440)
    }

    @Test func aFacilityByItsLedgerHasNoDevices() throws {
        let found = try accounts(wholeDay(), [channel()], supervision: .records)
        #expect(found.map(\.devices) == [nil])
    }

    @Test func todayIsKnownBeforeItIsOver() throws {
        var rules = facility(.dustSite, channels: [channel(), channel("b/2")])
        for event in [tick(0)] + (0..<90).map({ tsp($0) }) + [tick(90)] { _ = rules.consider(event) }
        let today = try #require(rules.today)
        #expect((today.day, today.minutes) == (day, 90))
        #expect(today.devices.map(\.expected) == [90, 90])
        #expect(today.devices.map(\.usable) == [90, 0])
        #expect(today.devices.map(\.validHours) == [1, 0])
    }

    @Test func anAccountOfBeforeIsReadWithoutDevices() throws {
        let old = #"{"day":"2026-11-22","lights":{"green":24},"counters":{},"limits":{}}"#
        #expect(try decoded(Account.self, old).devices == nil)
    }

    @Test func anAccountNamesTheDevicesWhoseRatesAreLow() throws {
        let account = try #require(try accounts(wholeDay(lost: 0..<240)).first)
        #expect(account.summary.zh.contains("b/1在线率83.3%"), "\(account.summary.zh)")
        #expect(account.summary.zh.contains("b/1有效率83.3%"), "\(account.summary.zh)")
        let whole = try #require(try accounts(wholeDay()).first)
        #expect(!whole.summary.zh.contains("在线率"))
    }
}
