import Facilities
import Testing

@testable import Rules

/// Cases A9 and A10: what may be a fire is judged by every number that comes.
@Suite struct DangerTests {
    /// What one instrument shows, second by second, beside a running fan and engine.
    private func events(_ quantity: Quantity, _ values: [Double], _ quality: Quality) -> [Event] {
        values.enumerated().map { sample($0, Reading(quantity, $1, .celsius, quality: quality)) }
    }

    private func firstRed(_ settings: Facility.Settings, _ events: [Event], by rule: String) -> Int? {
        var rules = facility(settings)
        return events.firstIndex { event in
            _ = rules.consider(event)
            return rules.findings(of: rule).contains { $0.level == .red }
        }
    }

    private static let doubts = Quality.Reason.allCases.map(Quality.uncertain)

    /// Case A9: a bed rises by 2 °C/s where its profile allows 1 °C/s; 83 °C are passed after 32 s.
    @Test(arguments: doubts) func aBedThatRisesTooFastIsAlarmedInTime(doubt: Quality) {
        let rising = (0...170).map { 20 + 2 * Double($0) }
        #expect(firstRed(AnyPoint.carbon, events(.bedTemperature, rising, doubt), by: "carbon.temperature") == 37)
    }

    @Test(arguments: doubts) func anExhaustThatRisesTooFastIsAlarmedInTime(doubt: Quality) {
        let rising = (0...170).map { 670 + 2 * Double($0) }
        #expect(firstRed(AnyPoint.machine, events(.exhaustTemp, rising, doubt), by: "machinery.exhaust") == 26)
    }

    @Test(arguments: doubts) func whatIsAtTheLimitIsNoDanger(doubt: Quality) {
        let still = { [Double](repeating: $0, count: 100) }
        #expect(firstRed(AnyPoint.carbon, events(.bedTemperature, still(83), doubt), by: "carbon.temperature") == nil)
        #expect(firstRed(AnyPoint.machine, events(.exhaustTemp, still(700), doubt), by: "machinery.exhaust") == nil)
    }

    /// A limit that is no danger waits for values that are not in doubt. A clock that nobody set puts none in doubt.
    @Test(arguments: doubts.filter { $0 != .uncertain(.clockUntrusted) }) func otherLimitsTakeNoDoubtedValues(
        doubt: Quality
    ) {
        let hot = [Double](repeating: 60, count: 200)
        let inlet = events(.temperature, hot, doubt)
        #expect(firstRed(AnyPoint.carbon, inlet, by: "carbon.temperature") == nil)
        for quality in [Quality.good, .uncertain(.clockUntrusted)] {
            let inlet = events(.temperature, hot, quality)
            #expect(firstRed(AnyPoint.carbon, inlet, by: "carbon.temperature") == 60)
        }
    }

    @Test func aReadingWithoutANumberIsNoDanger() {
        let lost = (0...100).map { sample($0, Reading(.bedTemperature, .celsius, bad: .outOfRange)) }
        #expect(firstRed(AnyPoint.carbon, lost, by: "carbon.temperature") == nil)
    }

    @Test(arguments: [Quality.good, .uncertain(.rateOfChange)]) func aRestartDelaysNoAlarm(quality: Quality) throws {
        var rules = facility(AnyPoint.carbon)
        for event in events(.bedTemperature, (0...37).map { 20 + 2 * Double($0) }, quality) {
            rules = try rules.restarted().after([event])
        }
        #expect(rules.judged(by: "carbon.temperature").map(\.latches) == [true])
    }

    // MARK: Case A10

    private let end = start + .days(6)

    private func work(_ mode: Maintenance.Mode, at device: DeviceID? = nil) -> Event {
        record(Maintenance(mode: mode, until: end, device: device, text: ""))
    }

    /// Six days with the fan on, one sample in five minutes, marked as the gateway marks them.
    private func sixDays(_ rules: inout FacilityRules, until minute: Int = 6 * 24 * 60 - 5) {
        for minute in stride(from: 0, through: minute, by: 5) {
            let told = Sample(
                device: DeviceID("b/1"), time: start + .minutes(minute),
                readings: [
                    Reading(.fanCurrent, 9, .ampere), Reading(.bedTemperature, 30, .celsius),
                    Reading(.pressureDrop, 3000, .pascal),
                ])
            _ = rules.consider(.sample(rules.marked(told)))
        }
    }

    private func burn(_ rules: inout FacilityRules) {
        for second in 0...5 {
            let told = Sample(
                device: DeviceID("b/1"), time: end - .minutes(4) + .seconds(second),
                readings: [Reading(.bedTemperature, 300, .celsius)])
            _ = rules.consider(.sample(rules.marked(told)))
        }
    }

    @Test(arguments: Maintenance.Mode.allCases, [DeviceID?.none, DeviceID("b/1")])
    func maintenanceStopsNeitherTheAlarmNorTheHours(mode: Maintenance.Mode, device: DeviceID?) throws {
        var rules = facility(AnyPoint.carbon).after([work(mode, at: device)])
        sixDays(&rules)
        #expect(rules.counted("hours", by: "carbon.cycle").map { abs($0 - 144) < 0.1 } == true)
        #expect(rules.judged(by: "carbon.temperature").isEmpty)
        burn(&rules)
        #expect(rules.judged(by: "carbon.temperature").map(\.level) == [.red])
        #expect(rules.status.light == .red)
    }

    @Test func maintenanceHoldsBackWhatIsNoDanger() {
        var rules = facility(AnyPoint.carbon).after([work(.maintenance)])
        sixDays(&rules, until: 600)
        #expect(rules.judged(by: "carbon.pressure").isEmpty)
        #expect(rules.findings(of: "data.silent").map(\.cause) == ["maintenance"])
    }

    @Test func aRestartDuringMaintenanceChangesNothing() throws {
        var rules = try facility(AnyPoint.carbon).after([work(.maintenance)]).restarted()
        sixDays(&rules)
        rules = try rules.restarted()
        burn(&rules)
        #expect(rules.judged(by: "carbon.temperature").map(\.level) == [.red])
        #expect(rules.counted("hours", by: "carbon.cycle").map { abs($0 - 144) < 0.1 } == true)
    }

    /// A kitchen's purifier and a machine's exhaust are no other.
    @Test func otherKindsKeepTheirEyesOpenDuringMaintenance() {
        let doubt = Quality.uncertain(.maintenance)
        let off = [0, 150, 300].map {
            sample($0, Reading(.fanState, 1, .one, quality: doubt), Reading(.purifierState, 0, .one, quality: doubt))
        }
        #expect(firstRed(AnyPoint.kitchen, off, by: "fume.purifierOff") == 2)
        let hot = events(.exhaustTemp, [Double](repeating: 750, count: 20), doubt)
        #expect(firstRed(AnyPoint.machine, hot, by: "machinery.exhaust") == 10)
    }
}
