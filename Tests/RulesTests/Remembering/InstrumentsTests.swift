import Facilities
import Testing

@testable import Rules

@Suite struct InstrumentsTests {
    private let device = DeviceID("b/1")

    private func measured(_ seconds: Int, _ value: Double, by device: String = "b/1") -> Sample {
        let reading = Reading(.pressureDrop, value, .pascal)
        return Sample(device: DeviceID(device), time: start + .seconds(seconds), readings: [reading])
    }

    private func rules(after bodies: any RecordContent...) -> FacilityRules {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        for body in bodies { _ = rules.consider(record(body)) }
        return rules
    }

    @Test func aCalibrationCorrectsOneQuantityOfOneDevice() {
        let calibration = Calibration(device: device, quantity: .pressureDrop, gain: 1.1, offset: -20, reference: "证书1")
        let rules = rules(after: calibration)
        #expect(rules.marked(measured(1, 1000)).readings[0].value == 1080)
        #expect(rules.marked(measured(1, 1000, by: "b/2")).readings[0].value == 1000)
    }

    @Test func theNewestCalibrationStandsForTheRawValue() {
        let first = Calibration(device: device, quantity: .pressureDrop, gain: 2, reference: "1")
        let second = Calibration(device: device, quantity: .pressureDrop, offset: 5, reference: "2")
        #expect(rules(after: first, second).marked(measured(1, 10)).readings[0].value == 15)
    }

    @Test func anOlderRecordEnteredLateTakesNothingBack() {
        var rules = facility(.activatedCarbon(CarbonSettings(form: .granular)))
        func calibration(_ offset: Double) -> any RecordContent {
            Calibration(device: device, quantity: .pressureDrop, offset: offset, reference: "1")
        }
        let work = Maintenance(until: start + .hours(2), text: "换滤筒")
        let older = Maintenance(until: start - .hours(9), device: device, text: "校零")
        for event in [record(calibration(5)), record(calibration(9), afterHours: -10), record(work)] {
            _ = rules.consider(event)
        }
        #expect(rules.marked(measured(1, 10)).readings[0].value == 15)
        _ = rules.consider(record(older, afterHours: -10))
        _ = rules.consider(
            record(Maintenance(until: start - .hours(9), text: "换滤筒"), afterHours: -10))
        #expect(rules.marked(measured(1, 10)).readings[0].quality == .uncertain(.maintenance))
    }

    @Test(arguments: [(3599, Quality.uncertain(.maintenance)), (3600, .good)])
    func whatIsMeasuredDuringMaintenanceIsMarked(seconds: Int, quality: Quality) {
        let work = Maintenance(until: start + .hours(1), text: "换滤筒")
        #expect(rules(after: work).marked(measured(seconds, 1)).readings[0].quality == quality)
    }

    @Test func workAtOneDeviceLeavesTheOthersAlone() {
        let work = Maintenance(mode: .calibrating, until: start + .hours(1), device: device, text: "校零")
        let rules = rules(after: work)
        #expect(rules.marked(measured(1, 1)).readings[0].quality == .uncertain(.calibrating))
        #expect(rules.marked(measured(1, 1, by: "b/2")).readings[0].quality == .good)
    }

    @Test func aLaterRecordEndsTheWorkEarly() {
        let work = Maintenance(until: start + .hours(1), text: "换滤筒")
        let end = Maintenance(until: start, text: "完成")
        #expect(rules(after: work, end).marked(measured(1, 1)).readings[0].quality == .good)
    }

    @Test func whatIsMarkedIsNotJudged() {
        var rules = rules(after: Maintenance(until: start + .hours(1), text: "换滤筒"))
        for seconds in stride(from: 0, through: 600, by: 60) {
            _ = rules.consider(.sample(rules.marked(measured(seconds, 5000))))
        }
        #expect(rules.finding(of: "carbon.pressure") == nil)
        for seconds in stride(from: 3600, through: 4200, by: 60) {
            _ = rules.consider(.sample(rules.marked(measured(seconds, 5000))))
        }
        #expect(rules.finding(of: "carbon.pressure")?.level == .red)
    }
}
