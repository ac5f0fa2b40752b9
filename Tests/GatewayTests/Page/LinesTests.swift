import Facilities
import Testing
import WebPage

@testable import Gateway

/// How a device is, for the technician's page and for those who watch over machines.
@Suite struct LinesTests {
    private static let entry = DeviceEntry(Facility.Code("NJ320104D000049")!, DeviceID("p1"))
    private static let now = Timestamp("2026-11-24T04:00:00Z")!

    private static func sample(_ readings: Reading...) -> Sample {
        Sample(device: entry.device, time: now, readings: readings)
    }

    private static func bad(_ reason: Quality.Reason) -> Sample {
        sample(Reading(.tsp, .microgramPerCubicMetre, bad: reason))
    }

    private static let good = sample(Reading(.tsp, 80, .microgramPerCubicMetre))

    private func report(answers: Int, exceptions: Int = 0, offline: Bool = false, suspended: Bool = false) -> BusReport
    {
        var device = BusReport.Device(
            device: DeviceID("plc/1"), unit: 1, serves: [Self.entry], counts: DeviceCounts(), timeout: 500, refused: [])
        for _ in 0..<answers { device.counts.answerTimes.add(.milliseconds(30)) }
        device.counts.exceptions = exceptions
        device.offlineSince = offline ? Self.now : nil
        var report = BusReport(endpoint: "127.0.0.1:502", isSerial: false, busy: 0.5, devices: [device])
        report.suspendedUntil = suspended ? Self.now : nil
        return report
    }

    private func check(_ report: BusReport, _ newest: Sample?, _ state: MachineReport.State) {
        let lines = Lines([:], newest.map { [Self.entry: $0] } ?? [:])
        #expect(lines.line("plc", report).devices.map(\.state) == [state])
        let health = GatewayHealth(
            clock: ClockReport(time: Self.now, believed: true), journal: JournalHealth(), commitOverdue: .zero,
            judgingOverdue: .zero, buses: ["plc": .init(devices: 1, answering: 1, report: report, overdue: .zero)])
        let metric = BusMetrics(health, lines).all.first { $0.name == "mashang_device_online" }
        #expect(metric?.samples.map(\.value) == [state == .online ? 1 : 0])
    }

    @Test func aDeviceIsOnlineWhileItsNewestSampleHasAValue() {
        check(report(answers: 9), Self.good, .online)
        check(report(answers: 9), Self.bad(.outOfRange), .withoutValue)
        check(report(answers: 9), Self.bad(.exception), .withoutValue)
        check(report(answers: 0, exceptions: 9), Self.bad(.exception), .refusing)
        check(report(answers: 0), nil, .unheard)
        check(report(answers: 0), Self.bad(.noAnswer), .unheard)
        check(report(answers: 9, offline: true), Self.good, .offline)
        check(report(answers: 9, offline: true, suspended: true), Self.good, .suspended)
        check(report(answers: 9, suspended: true), Self.good, .suspended)
    }

    /// It is not offline yet, or the line has just been given back.
    @Test(arguments: [Quality.Reason.noAnswer, .busError, .maintenance])
    func whatDidNotAnswerTheLastTimeIsNotSaidToAnswer(reason: Quality.Reason) {
        check(report(answers: 9), Self.bad(reason), .unanswered)
    }
}
