import Facilities
import Testing

@testable import Rules

@Suite struct PowerConditionsTests {
    private func findings(
        _ events: [Event], _ settings: Facility.Settings = AnyPoint.carbon, limits: [String: Measure] = [:]
    ) -> [Finding] {
        facility(settings, limits: limits).after(events).findings(of: "power.conditions")
    }

    private func box(_ seconds: Int, production: Double, fan: Double) -> Event {
        sample(seconds, Reading(.productionState, production, .one), Reading(.fanState, fan, .one))
    }

    /// Once a minute.
    private func minutes(_ range: ClosedRange<Int>, production: Double, fan: Double) -> [Event] {
        range.map { box($0 * 60, production: production, fan: fan) }
    }

    private func kitchen(_ seconds: Int, production: Double, fan: Double, purifier: Double) -> Event {
        sample(
            seconds, Reading(.productionState, production, .one), Reading(.fanState, fan, .one),
            Reading(.purifierState, purifier, .one))
    }

    // MARK: Now

    @Test(arguments: [(299, 0), (300, 1)]) func productionMayRunWithoutTreatmentForFiveMinutes(
        seconds: Int, count: Int
    ) {
        let found = findings([0, 150, seconds].map { box($0, production: 1, fan: 0) })
        #expect(found.map(\.level) == [Finding.Level](repeating: .red, count: count))
        #expect(found.allSatisfy { $0.since == start && $0.device == DeviceID("b/1") })
    }

    @Test(arguments: [(1.0, 1.0), (0, 0), (0, 1)]) func whatElseTheyDoIsInOrder(production: Double, fan: Double) {
        #expect(findings(minutes(0...30, production: production, fan: fan)).isEmpty)
    }

    @Test(arguments: [(0.5, 0), (0.51, 1)]) func theCurrentOfProductionTells(amperes: Double, count: Int) {
        let events = [0, 150, 300].map {
            sample($0, Reading(.productionCurrent, amperes, .ampere), Reading(.fanCurrent, 0.5, .ampere))
        }
        #expect(findings(events).count == count)
    }

    /// What may run does not count as standing.
    @Test(arguments: [(1.0, 0.0), (0, 9), (1, 9)]) func productionRunsWhenAnyOfItsSignalsSaysSo(
        contact: Double, current: Double
    ) {
        let events = [0, 150, 300].map {
            sample(
                $0, Reading(.productionState, contact, .one), Reading(.productionCurrent, current, .ampere),
                Reading(.fanState, 0, .one))
        }
        #expect(findings(events).map(\.level) == [.red])
    }

    @Test func theMachineThatRunsIsNamed() {
        let channels = [
            Channel(DeviceID("fan"), .fanState, period: .seconds(60)),
            Channel(DeviceID("m1"), .productionCurrent, place: "调漆间", period: .seconds(60)),
            Channel(DeviceID("m2"), .productionCurrent, place: "喷漆房", period: .seconds(60)),
        ]
        let events = (0...7).flatMap { minute in
            [
                sample(minute * 60, of: "m1", Reading(.productionCurrent, 0, .ampere)),
                sample(minute * 60, of: "m2", Reading(.productionCurrent, 12, .ampere)),
                sample(minute * 60, of: "fan", Reading(.fanState, 0, .one)),
            ]
        }
        let found = facility(AnyPoint.carbon, channels: channels).after(events).findings(of: "power.conditions")
        #expect(found.map(\.device) == [DeviceID("m2")])
        #expect(found.first?.place == "喷漆房")
        #expect(
            found.first?.text.zh == "喷漆房（m2）：生产设备运行而治理设施未开启，已7分钟：风机在生产开始后一直未开（应在5分钟内开启）")
    }

    /// One machine after the other: the production of the facility goes by all of them.
    @Test func machinesThatRelieveEachOtherAreOneProduction() {
        let events = (0...7).flatMap { minute in
            [
                sample(minute * 60, of: "m1", Reading(.productionState, minute < 4 ? 1 : 0, .one)),
                sample(minute * 60, of: "m2", Reading(.productionState, minute < 3 ? 0 : 1, .one)),
                sample(minute * 60, of: "fan", Reading(.fanState, 0, .one)),
            ]
        }
        let found = findings(events)
        #expect((found.map(\.device), found.map(\.since)) == ([DeviceID("m2")], [start]))
    }

    @Test func itSaysWhetherTreatmentHasNotStartedOrWasSwitchedOffFirst() {
        let late = facility(AnyPoint.carbon).after(minutes(0...7, production: 1, fan: 0))
        #expect(
            late.finding(of: "power.conditions")?.text
                == Text(
                    zh: "生产设备运行而治理设施未开启，已7分钟：风机在生产开始后一直未开（应在5分钟内开启）",
                    en:
                        "production runs and the treatment is off, for 7 min: the fan has not run since production began (to be on within 5 min)"
                ))
        let early = facility(AnyPoint.carbon).after(
            minutes(0...30, production: 1, fan: 1) + minutes(31...38, production: 1, fan: 0))
        #expect(
            early.finding(of: "power.conditions")?.text
                == Text(
                    zh: "生产设备运行而治理设施未开启，已7分钟：风机先于生产设备关闭（应在5分钟内开启）",
                    en:
                        "production runs and the treatment is off, for 7 min: the fan was switched off first (to be on within 5 min)"
                ))
        #expect(early.finding(of: "power.conditions")?.figure == 7)
        // What ran before production began says nothing of it.
        let before = minutes(0...30, production: 0, fan: 1) + minutes(31...38, production: 1, fan: 0)
        #expect(findings(before).first?.text.zh.contains("一直未开") == true)
        #expect(late.steps["power.conditions"] == NextStep(.switchOnTreatment, due: Day("2026-11-23")!))
    }

    @Test(arguments: [(1.0, 1.0), (0, 0)], [(359, 1), (360, 0)])
    func itIsClearedAMinuteAfterTreatmentRunsOrProductionStands(
        after: (production: Double, fan: Double), clearing: (seconds: Int, count: Int)
    ) {
        let off = [0, 150, 299, 300].map { box($0, production: 1, fan: 0) }
        let back = [300, clearing.seconds].map { box($0, production: after.production, fan: after.fan) }
        #expect(findings(off + back).count == clearing.count)
    }

    // MARK: Kitchens

    @Test(arguments: [
        (1.0, 1.0, nil as String?), (0, 1, "风机"), (1, 0, "净化器"), (0, 0, "风机"),
    ]) func inAKitchenFanAndPurifierAreTheTreatment(fan: Double, purifier: Double, what: String?) {
        let events = [0, 150, 300].map { kitchen($0, production: 1, fan: fan, purifier: purifier) }
        let found = findings(events, AnyPoint.kitchen)
        #expect(found.map(\.level) == (what == nil ? [] : [.red]))
        if let what { #expect(found.first?.text.zh.contains("：\(what)在生产开始后一直未开") == true) }
    }

    @Test(arguments: [(true, 0), (false, 1)]) func aPurifierThatStandsByNeedNotRun(isStandby: Bool, count: Int) {
        let channels = [
            Channel(DeviceID("m"), .productionState, period: .seconds(60)),
            Channel(DeviceID("p1"), .purifierState, period: .seconds(60)),
            Channel(DeviceID("p2"), .purifierState, period: .seconds(60), isStandby: isStandby),
        ]
        let events = (0...6).flatMap { minute in
            [
                sample(minute * 60, of: "m", Reading(.productionState, 1, .one)),
                sample(minute * 60, of: "p1", Reading(.purifierState, 1, .one)),
                sample(minute * 60, of: "p2", Reading(.purifierState, 0, .one)),
            ]
        }
        let rules = facility(AnyPoint.kitchen, channels: channels).after(events)
        #expect(rules.findings(of: "power.conditions").count == count)
    }

    // MARK: What is not known

    @Test func whatIsNotKnownIsNeverOff() {
        let lost = (0...29).map {
            sample($0 * 60, Reading(.productionState, 1, .one), Reading(.fanState, .one, bad: .noAnswer))
        }
        #expect(findings(lost).isEmpty)
        let once = [box(0, production: 1, fan: 0)] + lost.dropFirst()
        #expect(findings(once).isEmpty)
        let unseen = (1...29).map {
            sample($0 * 60, Reading(.productionState, .one, bad: .noAnswer), Reading(.fanState, 0, .one))
        }
        #expect(findings([box(0, production: 1, fan: 0)] + unseen).isEmpty)
        let nobody = (0...29).map { sample($0 * 60, Reading(.productionState, 1, .one)) }
        #expect(findings(nobody).isEmpty)
    }

    @Test func aSignalThatNoLongerComesIsGreyAfterHalfAnHourAndClearsNothing() {
        let lost = (7...60).map {
            sample($0 * 60, Reading(.productionState, .one, bad: .noAnswer), Reading(.fanState, 0, .one))
        }
        let off = minutes(0...6, production: 1, fan: 0)
        #expect(findings(off + lost.prefix(29)).map(\.level) == [.red])
        #expect(findings(off + lost).map(\.level) == [.red, .grey])
        #expect(findings(off + lost).last?.cause == "b/1/productionState/silent")
    }

    @Test(arguments: [AnyPoint.carbon, AnyPoint.kitchen]) func withoutASignalOfProductionItIsNotJudged(
        settings: Facility.Settings
    ) {
        let rules = facility(settings).after(
            (0...40).map { sample($0 * 60, Reading(.fanState, 0, .one), Reading(.purifierState, 0, .one)) })
        #expect(rules.findings(of: "power.conditions").isEmpty)
        let missing = rules.status.notJudged.first { $0.rule == "power.conditions" }
        #expect((missing?.reason, missing?.blocks) == (.noInstrument, false))
        #expect(missing?.what.map(\.zh) == ["生产设备"])
    }

    @Test func otherKindsHaveNoTreatment() {
        for settings in [AnyPoint.machine, .dustSite, .complaintPoint(ComplaintSettings())] {
            #expect(!facility(settings).rules.contains { $0.name == "power.conditions" })
        }
    }

    @Test func maintenanceAndWorkOnTheTreatmentHideNothing() {
        let marked = [0, 150, 300].map { second in
            sample(
                second, Reading(.productionState, 1, .one, quality: .uncertain(.maintenance)),
                Reading(.fanState, 0, .one, quality: .uncertain(.maintenance)))
        }
        #expect(findings(marked).map(\.level) == [.red])
        let begun = record(ReplacementStart())
        #expect(findings([begun] + minutes(0...6, production: 1, fan: 0)).map(\.level) == [.red])
        let cleaning = record(CleaningStart())
        let cooking = (0...6).map { kitchen($0 * 60, production: 1, fan: 1, purifier: 0) }
        #expect(findings([cleaning] + cooking, AnyPoint.kitchen).map(\.level) == [.red])
    }

    @Test func aDelayDoesNotRunOutOnSamplesOfSomethingElse() {
        let other = sample(300, of: "b/2", Reading(.pressureDrop, 800, .pascal))
        #expect(findings([box(0, production: 1, fan: 0), other]).isEmpty)
    }

    @Test func theDelayIsCountedOverARestart() throws {
        let rules = try facility(AnyPoint.carbon).after(minutes(0...4, production: 1, fan: 0)).restarted()
        #expect(rules.findings(of: "power.conditions").isEmpty)
        #expect(rules.after(minutes(5...5, production: 1, fan: 0)).findings(of: "power.conditions").count == 1)
    }

    @Test func theSiteSetsDelayAndCurrent() {
        let limits = ["treatmentLate": Measure(1, .minute), "productionOnCurrent": Measure(5, .ampere)]
        func events(_ amperes: Double) -> [Event] {
            [0, 60].map {
                sample($0, Reading(.productionCurrent, amperes, .ampere), Reading(.fanState, 0, .one))
            }
        }
        #expect(findings(events(5), limits: limits).isEmpty)
        #expect(findings(events(5.1), limits: limits).count == 1)
    }

    // MARK: Days

    /// Nanjing is eight hours ahead: `start` is 10:00, so that the day ends 840 minutes later.
    private static let midnight = 840

    /// Production without treatment in pieces of four minutes, which are never too late; then the rest of the day.
    private func day(_ day: Int = 0, treated: Int, untreated: Int, tick: Bool = true) -> [Event] {
        let begin = day * 1440
        let pieces = stride(from: 0, to: untreated, by: 4).flatMap { first in
            minutes(begin + 2 * first...begin + 2 * first + 3, production: 1, fan: 0)
                + minutes(begin + 2 * first + 4...begin + 2 * first + 7, production: 0, fan: 0)
        }
        let second = begin + 2 * untreated
        let rest = minutes(second...second + treated - 1, production: 1, fan: 1)
        let end = minutes(second + treated...begin + Self.midnight, production: 0, fan: 0)
        return pieces + rest + (tick ? end : end.dropLast())
    }

    @Test(arguments: [(172, 20, 1), (180, 20, 0), (181, 20, 0)]) func aDayWithTooLittleTreatmentIsYellowOnTheNext(
        treated: Int, untreated: Int, count: Int
    ) {
        let events = day(treated: treated, untreated: untreated)
        let found = findings(events)
        #expect(found.map(\.level) == [Finding.Level](repeating: .yellow, count: count))
        #expect(found.allSatisfy { $0.since == start + .minutes(Self.midnight) && $0.cause == "day" })
        #expect(findings(events.dropLast()).isEmpty)
    }

    @Test func itSaysBothHours() {
        let found = findings(day(treated: 120, untreated: 60)).first
        #expect(
            found?.text
                == Text(
                    zh: "2026-11-23生产设备运行3小时，其间治理设施运行2小时（66.7%），不足90%",
                    en:
                        "on 2026-11-23 production ran for 3 h and the treatment for 2 h of them (66.7 %), under 90 %"
                ))
        #expect(found?.limit == 90 && found.map { abs(($0.figure ?? 0) - 66.666667) < 1e-9 } == true)
    }

    @Test(arguments: [(39, 20, 0), (40, 20, 1)]) func lessThanAnHourOfProductionSaysNothing(
        treated: Int, untreated: Int, count: Int
    ) {
        #expect(findings(day(treated: treated, untreated: untreated)).count == count)
    }

    @Test func itStaysUntilADayIsInOrder() {
        let short = day(treated: 60, untreated: 60)
        let idle = minutes(Self.midnight + 1...Self.midnight + 1440, production: 0, fan: 0)
        #expect(findings(short + idle).map(\.level) == [.yellow])
        #expect(findings(short + day(1, treated: 30, untreated: 4)).count == 1)
        let again = findings(short + day(1, treated: 60, untreated: 60))
        #expect(again.map(\.since) == [start + .minutes(Self.midnight)])
        #expect(again.first?.text.zh.hasPrefix("2026-11-24") == true)
        #expect(findings(short + day(1, treated: 120, untreated: 4)).isEmpty)
    }

    @Test func hoursOfWhichTheTreatmentIsNotKnownCountOnNeitherSide() {
        let lost = (0..<300).map {
            sample($0 * 60, Reading(.productionState, 1, .one), Reading(.fanState, .one, bad: .noAnswer))
        }
        let rest = minutes(300...420, production: 1, fan: 1) + minutes(421...Self.midnight, production: 0, fan: 0)
        #expect(findings(lost + rest).isEmpty)
        #expect(findings(lost + minutes(300...Self.midnight, production: 0, fan: 0)).allSatisfy { $0.cause != "day" })
    }

    @Test func whatRunsOverMidnightIsOfBothDays() {
        let first = minutes(0...Self.midnight - 31, production: 0, fan: 0)
        let events = stride(from: Self.midnight - 30, through: Self.midnight + 60, by: 7).map {
            box($0 * 60, production: 1, fan: 0)
        }
        // Half an hour of the first day is no hour, an hour of the second is one.
        let night = first + events + minutes(Self.midnight + 61...Self.midnight + 62, production: 1, fan: 0)
        let found = findings(night + minutes(Self.midnight + 63...Self.midnight + 1440, production: 0, fan: 0))
        #expect(found.map(\.cause) == ["day"])
        #expect(found.first?.text.zh.hasPrefix("2026-11-24生产设备运行1") == true)
    }

    @Test func theHoursAreCountedOverRestarts() throws {
        var rules = facility(AnyPoint.carbon)
        for (index, event) in day(treated: 120, untreated: 60).enumerated() {
            if index % 50 == 0 { rules = try rules.restarted() }
            _ = rules.consider(event)
        }
        #expect(rules.finding(of: "power.conditions")?.text.zh.contains("运行3小时，其间治理设施运行2小时") == true)
        #expect(try rules.restarted().status == rules.status)
    }

    @Test func aDayEndsAlsoWhereNothingComesAnyMore() {
        let events = day(treated: 60, untreated: 60, tick: false)
        let rules = facility(AnyPoint.carbon).after(events + [tick(afterHours: 15)])
        #expect(rules.findings(of: "power.conditions").map(\.cause) == ["day"])
    }

    @Test func theSiteSetsTheShare() {
        let limits = ["treatmentShare": Measure(50, .percent)]
        #expect(findings(day(treated: 60, untreated: 60), limits: limits).isEmpty)
        #expect(findings(day(treated: 60, untreated: 64), limits: limits).count == 1)
    }
}
