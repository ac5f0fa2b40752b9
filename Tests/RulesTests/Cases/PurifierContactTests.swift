import Facilities
import Testing

@testable import Rules

/// Case A23: the purifier's contact says on, its current is 0 A, and the fan is on.
@Suite struct PurifierContactTests {
    enum Devices: CaseIterable { case one, two }

    private func events(
        _ devices: Devices, contact: Double, current: Double, fan: Double = 1, until last: Int = 300
    ) -> [Event] {
        let contact = Reading(.purifierState, contact, .one)
        let current = Reading(.purifierCurrent, current, .ampere)
        let fan = Reading(.fanState, fan, .one)
        return stride(from: 0, through: last, by: 10).flatMap { second in
            devices == .one
                ? [sample(second, fan, contact, current)]
                : [sample(second, of: "panel", fan, contact), sample(second, of: "meter", current)]
        }
    }

    private func kitchen(_ events: [Event]) -> FacilityRules { facility(AnyPoint.kitchen).after(events) }

    @Test(arguments: Devices.allCases) func theCurrentDecidesAndTheContradictionIsAFinding(devices: Devices) {
        let rules = kitchen(events(devices, contact: 1, current: 0))
        let meter = DeviceID(devices == .one ? "b/1" : "meter")
        #expect(rules.findings(of: "fume.purifierOff").map(\.level) == [.red])
        #expect(rules.findings(of: "fume.purifierOff").map(\.device) == [meter])
        #expect(rules.findings(of: "data.contradiction").map(\.level) == [.yellow])
        #expect(rules.findings(of: "data.contradiction").map(\.device) == [meter])
        #expect(rules.status.light == .red)
    }

    @Test(arguments: Devices.allCases) func aContactThatSaysOffIsContradictedByACurrent(devices: Devices) {
        let rules = kitchen(events(devices, contact: 0, current: 0.3))
        #expect(rules.judged(by: "fume.purifierOff").isEmpty)
        #expect(rules.judged(by: "data.contradiction").map(\.level) == [.yellow])
    }

    @Test(arguments: [(1.0, 0.11), (0, 0.1), (0, 0)]) func whatAgreesIsNoContradiction(contact: Double, current: Double)
    {
        for devices in Devices.allCases {
            let rules = kitchen(events(devices, contact: contact, current: current))
            #expect(rules.findings(of: "data.contradiction").isEmpty)
            #expect(rules.judged(by: "fume.purifierOff").isEmpty == (contact == 1))
        }
    }

    @Test(arguments: Devices.allCases) func nothingIsFoundBeforeFiveMinutes(devices: Devices) {
        let rules = kitchen(events(devices, contact: 1, current: 0, until: 290))
        #expect(rules.judged(by: "fume.purifierOff").isEmpty)
        #expect(rules.findings(of: "data.contradiction").isEmpty)
    }

    @Test(arguments: Devices.allCases) func aRestartForgetsNeither(devices: Devices) throws {
        var rules = facility(AnyPoint.kitchen)
        for event in events(devices, contact: 1, current: 0) { rules = try rules.restarted().after([event]) }
        #expect(rules.judged(by: "fume.purifierOff").map(\.level) == [.red])
        #expect(rules.judged(by: "data.contradiction").map(\.level) == [.yellow])
    }

    @Test func aCurrentThatIsNotHeardOfLeavesTheContactToTell() {
        let lost = stride(from: 0, through: 600, by: 10).map {
            sample(
                $0, Reading(.fanState, 1, .one), Reading(.purifierState, 1, .one),
                Reading(.purifierCurrent, .ampere, bad: .noAnswer))
        }
        let rules = kitchen(lost)
        #expect(rules.judged(by: "fume.purifierOff").isEmpty)
        #expect(rules.findings(of: "data.contradiction").isEmpty)
    }

    /// The same of a fan: it runs by either, and the contradiction is said.
    @Test(arguments: [(1.0, 0.0), (0, 9)]) func aFansSignalsMayDisagreeToo(contact: Double, current: Double) {
        let events = stride(from: 0, through: 300, by: 10).map {
            sample(
                $0, Reading(.fanState, contact, .one), Reading(.fanCurrent, current, .ampere),
                Reading(.purifierState, 0, .one))
        }
        let rules = kitchen(events)
        #expect(rules.judged(by: "data.contradiction").map(\.cause) == ["b/1/fanCurrent"])
        #expect(rules.judged(by: "fume.purifierOff").map(\.level) == [.red])
    }

    // MARK: Several purifiers

    private func pair(isStandby: Bool) -> FacilityRules {
        facility(
            AnyPoint.kitchen,
            channels: [
                Channel(DeviceID("run"), .fanState), Channel(DeviceID("p1"), .purifierCurrent, place: "东侧"),
                Channel(DeviceID("p2"), .purifierCurrent, place: "西侧", isStandby: isStandby),
            ])
    }

    private func currents(_ first: Double, _ second: Double) -> [Event] {
        stride(from: 0, through: 300, by: 10).flatMap {
            [
                sample($0, of: "run", Reading(.fanState, 1, .one)),
                sample($0, of: "p1", Reading(.purifierCurrent, first, .ampere)),
                sample($0, of: "p2", Reading(.purifierCurrent, second, .ampere)),
            ]
        }
    }

    @Test func everyPurifierMustBeOn() {
        let found = pair(isStandby: false).after(currents(0.3, 0)).judged(by: "fume.purifierOff")
        #expect(found.map(\.level) == [.red])
        #expect((found.first?.device, found.first?.place) == (DeviceID("p2"), "西侧"))
        #expect(found.first?.text.zh.hasPrefix("西侧（p2）：") == true)
    }

    @Test func onlyOneThatStandsByNeedNot() {
        #expect(pair(isStandby: true).after(currents(0.3, 0)).judged(by: "fume.purifierOff").isEmpty)
        let off = pair(isStandby: true).after(currents(0, 0.3)).judged(by: "fume.purifierOff")
        #expect(off.map(\.device) == [DeviceID("p1")])
    }
}
