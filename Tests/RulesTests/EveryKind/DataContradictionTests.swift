import Facilities
import Testing

@testable import Rules

@Suite struct DataContradictionTests {
    private func findings(
        _ settings: Facility.Settings, _ events: [Event], limits: [String: Measure] = [:]
    ) -> [Finding] {
        facility(settings, limits: limits).after(events).findings(of: "data.contradiction")
    }

    private func fan(_ second: Int, contact: Double, current: Double) -> Event {
        sample(second, Reading(.fanState, contact, .one), Reading(.fanCurrent, current, .ampere))
    }

    @Test(arguments: [(299, 0), (300, 1)]) func whatDisagreesForFiveMinutesIsFound(second: Int, count: Int) {
        for settings in [AnyPoint.carbon, AnyPoint.kitchen, .dustSite] {
            let found = findings(settings, [0, 150, second].map { fan($0, contact: 1, current: 0) })
            #expect(found.map(\.level) == [Finding.Level](repeating: .yellow, count: count))
        }
    }

    @Test(arguments: [(1.0, 0.5, 1), (1, 0.51, 0), (0, 0.5, 0), (0, 0.51, 1)])
    func theFansCurrentIsComparedWithTheLevelAtWhichItRuns(contact: Double, current: Double, count: Int) {
        #expect(findings(AnyPoint.carbon, [0, 300].map { fan($0, contact: contact, current: current) }).count == count)
    }

    @Test func itSaysWhatWasSeen() {
        let on = findings(AnyPoint.carbon, [0, 300].map { fan($0, contact: 1, current: 0) }).first
        #expect(on?.text.zh == "风机触点显示开启，而电流为0 A，信号矛盾，请检查")
        #expect((on?.since, on?.cause) == (start, "b/1/fanCurrent"))
        let off = [0, 300].map {
            sample($0, Reading(.purifierState, 0, .one), Reading(.purifierCurrent, 0.25, .ampere))
        }
        let text = findings(AnyPoint.kitchen, off).first?.text
        #expect(text?.zh == "净化器触点显示关闭，而电流为0.25 A，信号矛盾，请检查")
        #expect(text?.en == "the purifier's contact says off and its current is 0.25 A: check the signals")
    }

    @Test(arguments: [(1.0, 0.5, "开启"), (0, 0.51, "关闭")]) func contactAndCurrentOfProductionAreComparedToo(
        contact: Double, current: Double, says: String
    ) {
        let events = [0, 300].map {
            sample($0, Reading(.productionState, contact, .one), Reading(.productionCurrent, current, .ampere))
        }
        let found = findings(AnyPoint.carbon, events)
        #expect(found.map(\.cause) == ["b/1/productionCurrent"])
        #expect(found.first?.text.zh.hasPrefix("生产设备触点显示\(says)，而电流为") == true)
        let agreed = [0, 300].map {
            sample($0, Reading(.productionState, contact, .one), Reading(.productionCurrent, contact * 9, .ampere))
        }
        #expect(findings(AnyPoint.carbon, agreed).isEmpty)
    }

    /// Form 1 knew fans and purifiers only.
    @Test func whatWasFoundBeforeProductionWasComparedStays() throws {
        var state = try facility(AnyPoint.carbon).after([0, 300].map { fan($0, contact: 1, current: 0) }).stored()
        #expect(state["rules"]?["data.contradiction"]?["form"] == .integer(2))
        state["rules"]?["data.contradiction"]?["form"] = .integer(1)
        state["rules"]?["data.contradiction"]?["state"]?["production"] = nil
        var rules = facility(AnyPoint.carbon)
        #expect(try rules.readBack(state) == nil)
        let later = rules.after([fan(330, contact: 1, current: 0)])
        #expect(later.findings(of: "data.contradiction").map(\.since) == [start])
    }

    @Test(arguments: [(359, 1), (360, 0)]) func itIsClearedWhenTheyHaveAgreedForAMinute(second: Int, count: Int) {
        let agreed = [fan(300, contact: 1, current: 9), fan(second, contact: 1, current: 9)]
        #expect(
            findings(AnyPoint.carbon, [0, 299, 300].map { fan($0, contact: 1, current: 0) } + agreed).count == count)
    }

    @Test func oneSignalAloneContradictsNothing() {
        let contact = [0, 300].map { sample($0, Reading(.fanState, 1, .one)) }
        #expect(findings(AnyPoint.carbon, contact).isEmpty)
        let lost = [0, 300, 600].map {
            sample($0, Reading(.fanState, 1, .one), Reading(.fanCurrent, .ampere, bad: .noAnswer))
        }
        #expect(findings(AnyPoint.carbon, lost).isEmpty)
    }

    @Test func eachOfSeveralFansIsCompared() {
        let events = [0, 150, 300].flatMap { second in
            ["a", "b"].map { device in
                sample(
                    second, of: device, Reading(.fanState, 1, .one),
                    Reading(.fanCurrent, device == "a" ? 0 : 9, .ampere))
            }
        }
        #expect(findings(AnyPoint.carbon, events).map(\.device) == [DeviceID("a")])
    }

    /// Two fans with one contact between them: nobody knows whose it is.
    @Test func aContactOfNoFanInParticularIsNotCompared() {
        let events = [0, 150, 300].flatMap { second in
            [
                sample(second, of: "panel", Reading(.fanState, 1, .one)),
                sample(second, of: "a", Reading(.fanCurrent, 9, .ampere)),
                sample(second, of: "b", Reading(.fanCurrent, 0, .ampere)),
            ]
        }
        #expect(findings(AnyPoint.carbon, events).isEmpty)
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        let limits = ["contradictionFor": Measure(1, .minute)]
        let events = [0, 60].map { fan($0, contact: 1, current: 0) }
        #expect(findings(AnyPoint.carbon, events, limits: limits).count == 1)
    }

    @Test func whatIsToBeDoneIsDueOnTheFirstDay() {
        let events = (0..<600).map { fan($0 * 300, contact: 1, current: 0) }
        let rules = facility(AnyPoint.carbon).after(events)
        #expect(rules.steps["data.contradiction"] == NextStep(.checkSensors, due: Day("2026-11-23")!))
    }
}
