import Facilities
import TestSupport
import Testing

@testable import Rules

/// What a pressure drop that is gone is put down to, by air volume and current beside it.
@Suite struct CarbonBypassCauseTests {
    private static let usual = AdsorberBox(900, flow: 8000, current: 12)

    private func rules(_ events: [Event]) -> FacilityRules { facility(AnyPoint.carbon).after(events) }

    private func bypass(_ events: [Event]) -> [Finding] { rules(events).findings(of: "carbon.bypass") }

    private func says(_ finding: Finding?, _ words: String) -> Bool { finding?.text.zh.contains(words) ?? false }

    // MARK: A fall

    /// An hour as usual, then ten minutes and the first reading after them.
    private func fall(from usual: AdsorberBox = usual, to box: AdsorberBox) -> [Event] {
        usual.minutes(0..<60) + box.minutes(60..<71)
    }

    @Test func aFallSaysFirstWhatWasSeenAndThenWhatMayCauseIt() {
        let found = bypass(fall(to: AdsorberBox(300, flow: 9100, current: 12)))
        #expect(found.map(\.level) == [.yellow])
        #expect(
            found.first?.text.zh
                == "压差由900降到300 Pa（10分钟均值，不足此前1小时的50%），风量由8000升到9100 m³/h，电流未降：废气可能走旁路，或炭层破损")
        #expect(
            found.first?.text.en
                == "pressure drop down from 900 to 300 Pa (mean of 10 min, under 50 % of the hour before), air volume up from 8000 to 9100 m³/h, current not lower: the air may take a bypass, or pass a hole in the bed"
        )
    }

    /// Pressure, air volume and current afterwards; what may cause it; what is to be done.
    @Test(arguments: [
        (AdsorberBox(300, flow: 9100, current: 12), ["旁路"], NextStep.Action.closeBypass),
        (AdsorberBox(300, flow: 6800, current: 10.2), ["旁路"], .closeBypass),
        (AdsorberBox(300, flow: 8000), ["旁路"], .closeBypass),
        (AdsorberBox(300, current: 12), ["旁路"], .closeBypass),
        (AdsorberBox(300, current: 10.2), ["旁路"], .closeBypass),
        (AdsorberBox(225, flow: 4000, current: 1.5), ["风机"], .checkAirVolume),
        (AdsorberBox(400, flow: 4000, current: 4), ["风机"], .checkAirVolume),
        (AdsorberBox(225, flow: 4000), ["风机"], .checkAirVolume),
        (AdsorberBox(225, current: 1.5), ["风机"], .checkAirVolume),
        // The flow meter stands in the way to the bed: the air does not come there, and the fan moves as much as ever.
        (AdsorberBox(225, flow: 4000, current: 12), ["旁路"], .closeBypass),
        // Less air than before, and less pressure than that explains.
        (AdsorberBox(100, flow: 4000, current: 1.5), ["旁路", "风机"], .closeBypass),
        (AdsorberBox(100, flow: 4000), ["旁路", "风机"], .closeBypass),
        (AdsorberBox(300, flow: 8000, current: 6), ["旁路", "风机"], .closeBypass),
        (AdsorberBox(300, current: 9), ["旁路", "风机"], .closeBypass),
        // Nothing tells the two apart.
        (AdsorberBox(300), ["旁路", "风机"], .closeBypass),
    ]) func aFallIsPutDownToWhatTheOthersShow(box: AdsorberBox, causes: [String], action: NextStep.Action) {
        let instruments: AdsorberBox.Instruments = [
            box.flow == nil ? [] : .flow, box.current == nil ? [] : .current,
        ]
        let after = rules(fall(from: Self.usual.with(instruments), to: box))
        let found = after.findings(of: "carbon.bypass")
        #expect(found.map(\.level) == [.yellow])
        for cause in ["旁路", "风机"] {
            let cut = found.first?.text.zh.split(separator: "：").last ?? ""
            #expect(cut.contains(cause) == causes.contains(cause), "\(found.first?.text.zh ?? "")")
        }
        #expect(after.steps["carbon.bypass"]?.action == action)
    }

    /// 15 % of 8000 m³/h and 12 A are their dead bands. At half of the air half to a quarter of the pressure is to be expected,
    /// and 30 % less for the errors of both. A slower fan loses at least as much current as pressure, with 15 % for errors.
    @Test(arguments: [
        (AdsorberBox(300, flow: 6800), [true, false]), (AdsorberBox(300, flow: 6799), [true, true]),
        (AdsorberBox(300, current: 10.2), [true, false]), (AdsorberBox(300, current: 10.1), [true, true]),
        (AdsorberBox(158, flow: 4000), [false, true]), (AdsorberBox(157, flow: 4000), [true, true]),
        (AdsorberBox(300, current: 4.59), [false, true]), (AdsorberBox(300, current: 4.61), [true, true]),
    ]) func aDeadBandEndsWhereItsTestSays(box: AdsorberBox, causes: [Bool]) {
        let instruments: AdsorberBox.Instruments = box.flow == nil ? .current : .flow
        let found = bypass(fall(from: Self.usual.with(instruments), to: box))
        #expect(["旁路", "风机可能变慢"].map { says(found.first, $0) } == causes, "\(found.map(\.text.zh))")
    }

    /// p = s², q = s, i = s³, of any box: neither a fall nor a pressure drop near zero is called a bypass.
    @Test(arguments: [0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9, 1], AdsorberBox.Instruments.any)
    func aFanThatTurnsSlowerIsNoBypass(speed: Double, instruments: AdsorberBox.Instruments) {
        var random = SplitMix(seed: UInt64(speed * 100) + UInt64(instruments.rawValue))
        for _ in 0..<20 {
            let usual = AdsorberBox(
                .random(in: 60...2400, using: &random), flow: .random(in: 1000...50_000, using: &random),
                current: .random(in: 5...90, using: &random)
            ).with(instruments)
            for finding in bypass(usual.minutes(0..<60) + usual.slowed(to: speed).minutes(60..<82)) {
                #expect(says(finding, "风机可能变慢"), "\(finding.text.zh)")
                guard !instruments.isEmpty else { continue }
                #expect(!says(finding, "旁路") && finding.level == .yellow, "\(finding.text.zh)")
            }
        }
    }

    @Test func ofTwoBoxesWithOneFanEachIsPutDownForItself() {
        func boxes(_ range: Range<Int>, _ first: Double, _ second: Double, flow: Double) -> [Event] {
            range.flatMap { minute in
                AdsorberBox(first, flow: flow, current: 12).minutes(minute..<minute + 1, of: "p1")
                    + [sample(minute * 60, of: "p2", Reading(.pressureDrop, second, .pascal))]
            }
        }
        let one = bypass(boxes(0..<60, 900, 700, flow: 8000) + boxes(60..<71, 300, 700, flow: 8800))
        #expect(one.map(\.device) == [DeviceID("p1")] && says(one.first, "p1：压差由900降到300 Pa"))
        let slow = rules(
            boxes(0..<60, 900, 700, flow: 8000)
                + (60..<71).flatMap { minute in
                    AdsorberBox(225, flow: 4000, current: 1.5).minutes(minute..<minute + 1, of: "p1")
                        + [sample(minute * 60, of: "p2", Reading(.pressureDrop, 175, .pascal))]
                })
        let both = slow.findings(of: "carbon.bypass")
        #expect(both.count == 2 && both.allSatisfy { says($0, "风机可能变慢") && !says($0, "旁路") })
    }

    @Test func aRestartInTheMiddleOfAFallChangesNothing() throws {
        let events = fall(to: AdsorberBox(300, flow: 9100, current: 12))
        for cut in [30, 60, 65, 70] {
            let cut = try rules(Array(events[..<cut])).restarted().after(Array(events[cut...]))
            #expect(cut.findings(of: "carbon.bypass") == bypass(events))
        }
    }

    // MARK: Near zero

    private func nearZero(_ box: AdsorberBox) -> [Event] {
        let instruments: AdsorberBox.Instruments = [
            box.flow == nil ? [] : .flow, box.current == nil ? [] : .current,
        ]
        return Self.usual.with(instruments).minutes(0..<60) + box.minutes(60..<72)
    }

    /// What may cause it, and whether it is red.
    @Test(arguments: [
        (AdsorberBox(10, flow: 9000, current: 13), "废气可能走旁路", Finding.Level.red),
        (AdsorberBox(10, flow: 9000), "废气可能走旁路", .red), (AdsorberBox(10, current: 12), "废气可能走旁路", .red),
        (AdsorberBox(10), "废气可能走旁路", .red),
        // Nothing flows, and the fan takes less: belt torn or damper shut.
        (AdsorberBox(10, flow: 799, current: 5), "风机不送风", .yellow), (AdsorberBox(10, flow: 0), "风机不送风", .yellow),
        (AdsorberBox(10, current: 7.1), "风机不送风", .yellow),
        // Just more than that.
        (AdsorberBox(10, current: 7.3), "废气可能走旁路", .red),
        // A flow meter at zero beside a fan that works as hard as ever.
        (AdsorberBox(10, flow: 0, current: 12), "废气可能走旁路", .red),
        (AdsorberBox(36, flow: 1600, current: 0.7), "风机可能变慢", .yellow),
    ]) func noPressureDropIsRedUnlessTheFanMovesNoAir(box: AdsorberBox, cause: String, level: Finding.Level) {
        let after = rules(nearZero(box))
        let found = after.findings(of: "carbon.bypass")
        #expect(found.map(\.level) == [level] && found.first?.what == "zero", "\(found.map(\.text.zh))")
        #expect(says(found.first, cause), "\(found.map(\.text.zh))")
        let action: NextStep.Action = level == .red ? .closeBypass : .checkAirVolume
        #expect(after.steps["carbon.bypass"]?.action == action)
    }

    @Test func noPressureDropSaysWhatTheOthersShow() {
        let found = bypass(nearZero(AdsorberBox(10, flow: 9000, current: 12)))
        #expect(
            found.first?.text.zh
                == "风机运行而压差仅10 Pa，低于50 Pa超过10分钟，风量由8000升到9000 m³/h，电流未降：废气可能走旁路，或炭层破损；或取压管脱落、接反")
        let still = bypass(nearZero(AdsorberBox(10, flow: 0, current: 5)))
        #expect(
            still.first?.text.zh
                == "风机运行而压差仅10 Pa，低于50 Pa超过10分钟，风量由8000降到0 m³/h，电流由12降到5 A：风机不送风，可能皮带断裂或风阀关闭")
    }

    @Test func withoutAnHourBeforeAnAirVolumeOfTheSettingsWillDo() {
        let settings = CarbonSettings(form: .granular, airVolume: 10_000)
        let levels = [(999.0, Finding.Level.yellow), (1001, .red)].map { flow, _ in
            facility(.activatedCarbon(settings)).after(AdsorberBox(10, flow: flow).minutes(0..<12))
                .findings(of: "carbon.bypass").map(\.level)
        }
        #expect(levels == [[.yellow], [.red]])
    }

    // MARK: Reversed

    @Test(arguments: [(-50.1, 11, true), (-50.1, 10, false), (-50, 11, false)])
    func aNegativePressureDropForTenMinutesCannotBeJudged(value: Double, count: Int, isFinding: Bool) {
        let box = AdsorberBox(value, flow: 8000, current: 12)
        let found = bypass(box.minutes(0..<count))
        let isNearZero = value == -50
        #expect(found.map(\.level) == (isFinding ? [.grey] : isNearZero ? [.red] : []))
        #expect(found.map(\.what) == (isFinding ? ["reversed"] : isNearZero ? ["zero"] : []))
    }

    @Test func reversedHosesAreSaidToBeThat() {
        let after = rules(AdsorberBox(-800, flow: 8000, current: 12).minutes(0..<30))
        let found = after.findings(of: "carbon.bypass")
        #expect(found.map(\.text.zh) == ["压差为-800 Pa，风机运行：取压管可能接反，压差无法判断"])
        #expect(found.map(\.addressee) == [.installer] && found.first?.since == start)
        #expect(after.steps["carbon.bypass"]?.action == .checkSensors)
        #expect(after.findings(of: "carbon.pressure").isEmpty && after.status.light == .grey)
    }

    @Test func hosesThatAreReversedAfterAServiceAreNoFall() {
        let found = bypass(Self.usual.minutes(0..<60) + AdsorberBox(-900, flow: 8000, current: 12).minutes(60..<100))
        #expect(found.map(\.what) == ["reversed"])
    }

    @Test(arguments: [(0.0, 0), (-0.1, 1)]) func theyAreRightWhenTheValueIsPositiveAgain(value: Double, count: Int) {
        let reversed = AdsorberBox(-800).minutes(0..<11)
        let found = bypass(reversed + AdsorberBox(value).minutes(11..<13))
        #expect(found.count { $0.what == "reversed" } == count)
        #expect(bypass(reversed + AdsorberBox(800).minutes(11..<12)).count == 1)
        #expect(bypass(reversed + AdsorberBox(800).minutes(11..<13)).isEmpty)
    }

    /// A little below zero is no bypass while the hoses are reversed: a slow fan shows it too.
    @Test func untilTheyAreRightNoBypassIsSaidOfThem() {
        let reversed = AdsorberBox(-800).minutes(0..<11)
        #expect(bypass(reversed + AdsorberBox(-30).minutes(11..<40)).map(\.what) == ["reversed"])
        #expect(bypass(reversed + AdsorberBox(30).minutes(11..<40)).map(\.what) == ["zero"])
    }

    @Test func aStandingFanAndALostSensorLeaveThemAsTheyAre() {
        let reversed = AdsorberBox(-800).minutes(0..<11)
        #expect(bypass(AdsorberBox(-800).minutes(0..<60, fan: 0)).isEmpty)
        #expect(bypass(reversed + AdsorberBox(5).minutes(11..<60, fan: 0)).map(\.what) == ["reversed"])
        #expect(bypass(reversed + AdsorberBox(nil).minutes(11..<20)).map(\.what) == ["reversed"])
    }

    @Test func aRestartBeforeTheDelayEndsChangesNothing() throws {
        let events = AdsorberBox(-800).minutes(0..<11)
        let after = try rules(Array(events[..<6])).restarted().after(Array(events[6...]))
        #expect(after.findings(of: "carbon.bypass") == bypass(events))
    }

    /// Around the limit: whatever the noise, it does not end the delay of a pressure drop near zero.
    @Test func noiseAroundTheLimitHidesNothing() {
        let events = (0..<12).flatMap { AdsorberBox($0 % 2 == 0 ? -45 : -55).minutes($0..<$0 + 1) }
        #expect(bypass(events).map(\.what) == ["zero"])
    }
}
