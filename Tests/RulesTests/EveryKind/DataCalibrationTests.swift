import Facilities
import Testing

@testable import Rules

@Suite struct DataCalibrationTests {
    private func pm10(_ minute: Int, _ value: Double) -> Event {
        .sample(
            Sample(
                device: DeviceID("east"), time: start + .minutes(minute),
                readings: [Reading(.pm10, value, .microgramPerCubicMetre)]))
    }

    private func calibrated(_ gain: Double, _ offset: Double = 0, afterHours hours: Int = 1) -> Event {
        record(
            Calibration(device: DeviceID("east"), quantity: .pm10, gain: gain, offset: offset, reference: "证书"),
            afterHours: hours)
    }

    private func found(_ events: [Event]) -> [Finding] {
        var rules = facility(.dustSite)
        for event in events {
            if case .sample(let sample) = event {
                _ = rules.consider(.sample(rules.marked(sample)))
            } else {
                _ = rules.consider(event)
            }
        }
        return rules.status.findings.filter { $0.rule == "data.calibration" }
    }

    /// A24: half of what the instrument says.
    @Test func oneThatHalvesTheReadingIsTold() throws {
        let finding = try #require(found([pm10(0, 200), calibrated(0.5)]).first)
        #expect((finding.figure, finding.cause, finding.level) == (-50, "east/pm10", .yellow))
        #expect(finding.latches)
    }

    @Test(arguments: [(1.1, false), (1.101, true), (0.9, false), (0.899, true)]) func aTenthIsAllowed(
        gain: Double, isFinding: Bool
    ) {
        #expect(found([pm10(0, 200), calibrated(gain)]).isEmpty == !isFinding)
        #expect(found([calibrated(gain), pm10(0, 200)]).isEmpty == !isFinding)
    }

    @Test func anOffsetCountsByWhatIsMeasured() {
        #expect(found([pm10(0, 200), calibrated(1, -19)]).isEmpty)
        #expect(found([pm10(0, 200), calibrated(1, -21)]).count == 1)
    }

    /// Step by step it goes as far: each step is compared with the calibration before it.
    @Test func aSecondIsComparedWithTheFirst() {
        let events = [pm10(0, 200), calibrated(0.95), pm10(61, 200), calibrated(0.9, afterHours: 2)]
        #expect(found(events).isEmpty)
        #expect(found(events + [pm10(121, 200), calibrated(0.5, afterHours: 3)]).count == 1)
    }

    @Test func itStaysUntilSomebodyTakesNote() {
        let events = [pm10(0, 200), calibrated(0.5), pm10(61, 200), calibrated(0.5, afterHours: 2)]
        #expect(found(events).map { $0.over != nil } == [true])
        let note = record(Acknowledgement(rule: "data.calibration"), afterHours: 3)
        #expect(found(events + [note, pm10(200, 200)]).isEmpty)
    }

    @Test func whatTheInstrumentSaidStaysBesideIt() {
        var rules = facility(.dustSite)
        _ = rules.consider(calibrated(0.5, 2))
        guard case .sample(let sample) = pm10(61, 200) else { return }
        let reading = rules.marked(sample).readings[0]
        #expect((reading.value, reading.raw) == (102, 200))
    }
}
