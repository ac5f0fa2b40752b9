import Facilities
import Testing

@testable import Rules

@Suite struct FindingLifeTests {
    private let settings = Facility.Settings.activatedCarbon(
        CarbonSettings(form: .granular, designCycle: 30, installed: Day("2026-10-23"))
    )

    private func note(_ body: any RecordContent, afterHours hours: Int = 0) -> Event {
        .record(Record(at: start + .hours(hours), by: "李", body))
    }

    /// The steps that one rule's findings took.
    private func steps(_ entries: [Entry], of rule: String = "carbon.cycle") -> [Entry.Kind] {
        entries.filter { $0.finding?.rule == rule }.map(\.kind)
    }

    @Test func aFindingChangesItsLevelAndIsTheSameStill() {
        let settings = CarbonSettings(form: .granular, designCycle: 30, installed: Day("2026-10-24"))
        var rules = facility(.activatedCarbon(settings))
        #expect(steps(rules.consider(.tick(start))) == [.raised])
        #expect(rules.finding(of: "carbon.cycle")?.level == .yellow)
        let entries = rules.consider(tick(afterHours: 24))
        #expect(steps(entries) == [.changed])
        #expect(
            entries.compactMap(\.finding).first { $0.rule == "carbon.cycle" }?.since
                == Day("2026-11-23")!.start(utcOffset: 28_800))
        #expect(rules.finding(of: "carbon.cycle")?.level == .red)
    }

    @Test func whoAcknowledgedItIsKeptUntilItGetsWorse() {
        let settings = CarbonSettings(form: .granular, designCycle: 30, installed: Day("2026-10-24"))
        var rules = facility(.activatedCarbon(settings))
        _ = rules.consider(.tick(start))
        #expect(steps(rules.consider(note(Acknowledgement(rule: "carbon.cycle")))) == [.acknowledged])
        _ = rules.consider(tick(afterHours: 1))
        #expect(rules.finding(of: "carbon.cycle")?.acknowledged == Sign(at: start))
        _ = rules.consider(tick(afterHours: 24))
        #expect(rules.finding(of: "carbon.cycle")?.acknowledged == nil)
    }

    @Test func whatIsSaidToBeRightStaysUntilTheEvidenceSaysSo() {
        var rules = facility(settings)
        _ = rules.consider(.tick(start))
        let rectified = note(Rectification(rule: "carbon.cycle", text: "已订货"))
        #expect(steps(rules.consider(rectified)) == [.rectified])
        _ = rules.consider(tick(afterHours: 1))
        #expect(rules.finding(of: "carbon.cycle")?.rectified != nil)
        #expect(rules.status.light == .red)
        #expect(steps(rules.consider(note(CarbonReplacement(mass: 900), afterHours: 2))) == [.cleared])
    }

    @Test func workThatHasOnlyBegunPutsNothingRight() {
        var rules = facility(settings)
        _ = rules.consider(.tick(start))
        var begun = Rectification(rule: "carbon.cycle")
        begun.progress = .begun
        #expect(steps(rules.consider(note(begun))) == [.acknowledged])
        #expect(rules.finding(of: "carbon.cycle")?.rectified == nil)
        begun.progress = .done
        #expect(steps(rules.consider(note(begun))) == [.rectified])
    }

    @Test func shelvingEndsByItselfAndNeverChangesTheLight() {
        var rules = facility(settings)
        _ = rules.consider(.tick(start))
        let until = start + .hours(48)
        #expect(
            steps(rules.consider(note(Shelving(rule: "carbon.cycle", until: until, text: "等待到货"))))
                == [.shelved])
        #expect(rules.status.light == .red)
        #expect(steps(rules.consider(.tick(until - .seconds(1)))) == [])
        #expect(steps(rules.consider(.tick(until))) == [.unshelved])
        #expect(rules.finding(of: "carbon.cycle")?.shelvedUntil == nil)
    }

    @Test func whatGetsWorseIsNotShelvedAnyMore() {
        let settings = CarbonSettings(form: .granular, designCycle: 30, installed: Day("2026-10-24"))
        var rules = facility(.activatedCarbon(settings))
        _ = rules.consider(.tick(start))
        _ = rules.consider(note(Shelving(rule: "carbon.cycle", until: start + .days(9), text: "等待到货")))
        #expect(steps(rules.consider(tick(afterHours: 24))) == [.changed, .unshelved])
    }

    @Test func nobodyCanSayAnythingOfAFindingThatIsNotThere() {
        var rules = facility(settings)
        _ = rules.consider(.tick(start))
        let wrong = Record(at: start, by: "李", Acknowledgement(rule: "carbon.pressure"))
        #expect(rules.problems(with: wrong).map(\.field) == ["rule"])
        #expect(rules.problems(with: wrong).first?.text.en.contains("carbon.cycle") == true)
        let right = Record(at: start, by: "李", Acknowledgement(rule: "carbon.cycle"))
        #expect(rules.problems(with: right).isEmpty)
    }

    /// Due on the 22nd of November; a tick every hour from the 12th on.
    @Test func itIsRemindedSevenThreeAndOneDaysBeforeOnTheDayItselfAndEveryDayAfter() {
        var rules = facility(settings)
        let reminders = (0..<(12 * 24)).flatMap { hour -> [Reminder] in
            rules.consider(tick(afterHours: hour - 10 * 24)).compactMap { entry in
                if case .reminder(let reminder) = entry, reminder.rule == "carbon.cycle" { reminder } else { nil }
            }
        }
        #expect(reminders.map(\.days) == [7, 3, 1, 0, -1, -2, -3])
        #expect(Set(reminders.map(\.step)) == [NextStep(.replaceCarbon, due: Day("2026-11-22")!)])
        #expect(reminders[2].text.zh == "更换活性炭：还有1天，2026-11-22到期")
        #expect(reminders[3].text.zh == "更换活性炭：今天（2026-11-22）到期")
        #expect(reminders[3].text.en == "replace the carbon: due today, 2026-11-22")
        #expect(reminders[4].text.zh == "更换活性炭：已逾期1天，应于2026-11-22前完成")
    }

    /// A kitchen's purifier is found off after ten in the evening: due on that day, which is over before anybody is reminded.
    @Test(arguments: [(21, 1), (22, 0)]) func whatIsFoundLateInTheEveningWaitsForTheMorning(hour: Int, count: Int) {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-11-20"))))
        let evening = (0..<30).map { minute in
            sample((hour - 10) * 3600 + minute * 60, Reading(.fanState, 1, .one), Reading(.purifierState, 0, .one))
        }
        let entries = (evening + [tick(afterHours: hour - 10, seconds: 1800)]).flatMap { rules.consider($0) }
        #expect(entries.count { $0.kind == .reminder } == count)
        let morning = rules.consider(tick(afterHours: 22))
        #expect(morning.contains { $0.kind == .reminder })
    }

    @Test func nobodyIsRemindedInTheNightNorOfWhatIsShelved() {
        var rules = facility(settings)
        func reminders(_ time: Timestamp) -> Int {
            rules.consider(.tick(time)).count { entry in
                if case .reminder(let reminder) = entry { reminder.rule == "carbon.cycle" } else { false }
            }
        }
        let midnight = Day("2026-11-24")!.start(utcOffset: 28_800)
        #expect(reminders(midnight + .hours(8) - .seconds(1)) == 0)
        #expect(reminders(midnight + .hours(8)) == 1)
        #expect(reminders(midnight + .hours(9)) == 0)
        let shelving = Shelving(rule: "carbon.cycle", until: midnight + .days(2), text: "等待到货")
        _ = rules.consider(.record(Record(at: midnight, by: "李", shelving)))
        #expect(reminders(midnight + .days(1) + .hours(9)) == 0)
        #expect(reminders(midnight + .days(2) + .hours(9)) == 1)
    }
}
