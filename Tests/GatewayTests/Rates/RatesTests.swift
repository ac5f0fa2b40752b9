import Facilities
import Foundation
import Journal
import TestSupport
import Testing

@testable import Gateway

private let code = Facility.Code("NJ320104D000049")!
private let now = Timestamp("2026-11-26T08:00:00Z")!

/// How rates are put together from accounts, today's counts and what the broker has accepted.
@Suite struct RatesTests {
    private let folder = try! TemporaryFolder()
    private let november = Month("2026-11")!.days

    private func day(_ device: String = "p1", usable: Int = 1440, expected: Int = 1440, samples: Int = 100) -> DeviceDay
    {
        DeviceDay(
            DeviceID(device), expected: expected, usable: usable, hours: expected / 60, validHours: usable / 60,
            samples: samples)
    }

    private func account(_ name: String, _ devices: [DeviceDay]?) -> Account {
        Account(
            day: Day(name)!, running: nil, lights: [:], coverage: nil, counters: [:], limits: [:], devices: devices)
    }

    /// A journal with these accounts, each entered at the first minute after its day.
    private func journal(_ accounts: [Account], _ delivered: [Delivered] = []) async throws -> Journal {
        let journal = try Journal.open(path: folder.path + "/\(UUID().uuidString).sqlite", now: now)
        var batch = Batch()
        batch.entries = accounts.enumerated().map { index, account in
            let time = (account.day + 1).start(utcOffset: 28_800) + .minutes(1)
            return KeptEntry(sequence: Int64(index + 1), facility: code, time: time, .account(account))
        }
        batch.delivered = delivered
        try await journal.commit(batch)
        return journal
    }

    private func accepted(_ samples: Int, _ name: String) -> Delivered {
        Delivered(uplink: "broker", facility: code, device: DeviceID("p1"), day: Day(name)!, samples: samples)
    }

    @Test func aMonthIsSummedFromItsAccountsAndToday() async throws {
        let accounts = [
            account("2026-10-31", [day(usable: 0)]), account("2026-11-24", [day(), day("p2", usable: 600)]),
            account("2026-11-25", [day(usable: 720)]),
        ]
        let today = DevicesToday(day: Day("2026-11-26")!, minutes: 960, devices: [day(usable: 960, expected: 960)])
        let source = RateSource(try await journal(accounts), uplink: nil)
        let found = try source.rates(of: code, on: november, utcOffset: 28_800, today: today).devices
        #expect(found.map(\.device.description) == ["p1", "p2"])
        #expect(found[0].days.map(\.day.description) == ["2026-11-24", "2026-11-25", "2026-11-26"])
        #expect(found[0].rates.usable == 1440 + 720 + 960 && found[0].rates.expected == 2880 + 960)
        #expect(found[1].rates[.online] == 600.0 / 1440)
        #expect(found[0].rates[.transfer] == nil)
    }

    /// What is sent later counts for the day on which it was measured.
    @Test func theTransferRateOfAPastDayRises() async throws {
        let journal = try await journal([account("2026-11-25", [day()])], [accepted(60, "2026-11-25")])
        let source = RateSource(journal, uplink: "broker")
        func rate() throws -> Double? {
            try source.rates(of: code, on: november, utcOffset: 28_800).devices[0].rates[.transfer]
        }
        #expect(try rate() == 0.6)
        var batch = Batch()
        batch.delivered = [accepted(40, "2026-11-25")]
        try await journal.commit(batch)
        #expect(try rate() == 1)
    }

    @Test func aSurplusOfOneDayHidesNoLossOfAnother() async throws {
        let accounts = [account("2026-11-24", [day()]), account("2026-11-25", [day()])]
        let sent = [accepted(180, "2026-11-24"), accepted(20, "2026-11-25")]
        let source = RateSource(try await journal(accounts, sent), uplink: "broker")
        let device = try source.rates(of: code, on: november, utcOffset: 28_800).devices[0]
        #expect(device.days.map { $0.rates[.transfer] } == [1, 0.2])
        #expect(device.rates[.transfer] == 0.6)
    }

    @Test func withABrokerThatAcceptedNothingItIsNoneAndNotUnknown() async throws {
        let source = RateSource(try await journal([account("2026-11-25", [day()])]), uplink: "broker")
        #expect(try source.rates(of: code, on: november, utcOffset: 28_800).devices[0].rates[.transfer] == 0)
    }

    @Test func aDayOnWhichTheDeviceWasNotThereAllDaySaysSo() async throws {
        let accounts = [account("2026-11-24", [day(usable: 600, expected: 600)]), account("2026-11-25", [day()])]
        let source = RateSource(try await journal(accounts), uplink: nil)
        let today = DevicesToday(day: Day("2026-11-26")!, minutes: 960, devices: [day(usable: 960, expected: 960)])
        let days = try source.rates(of: code, on: november, utcOffset: 28_800, today: today).devices[0].days
        #expect(days.map(\.isWhole) == [false, true, true])
        #expect(days[0].rates[.online] == 1)
    }

    @Test func ofAMonthBeforeTheFirstDayItSaysSinceWhen() async throws {
        let accounts = [account("2026-11-01", nil), account("2026-11-24", [day()])]
        let source = RateSource(try await journal(accounts), uplink: nil)
        let found = try source.rates(of: code, on: Month("2026-10")!.days, utcOffset: 28_800)
        #expect(found.devices.isEmpty)
        #expect(found.first == Day("2026-11-24"))
        #expect(try source.rates(of: code, on: Month("2027-01")!.days, utcOffset: 28_800).first == nil)
    }
}
