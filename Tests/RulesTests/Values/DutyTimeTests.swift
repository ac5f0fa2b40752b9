import Facilities
import Testing

@testable import Rules

/// A duty is overdue since the day on which it was due, whenever that was noticed.
@Suite struct DutyTimeTests {
    private static func at(_ day: String, _ hours: Int = 0) -> Timestamp {
        Day(day)!.start(utcOffset: 28_800) + .hours(hours)
    }

    /// Cleaned on 1 June, it was due on 1 August.
    private static let kitchen = Facility.Settings.fumePurifier(
        FumeSettings(stoves: 4, lastCleaned: Day("2026-06-01")))

    /// The day before, the day due, the day after, and 118 days after.
    @Test(arguments: [
        ("2026-07-25", Finding.Level.yellow, "2026-07-25"), ("2026-07-31", .yellow, "2026-07-25"),
        ("2026-08-01", .yellow, "2026-07-25"), ("2026-08-02", .red, "2026-08-01"),
        ("2026-11-27", .red, "2026-08-01"),
    ]) func aNewGatewaySaysSinceWhenItIsTrue(today: String, level: Finding.Level, since: String) {
        let rules = facility(Self.kitchen).after([.tick(Self.at(today, 22))])
        let finding = rules.finding(of: "fume.cleaning")
        #expect(finding?.level == level && finding?.since == Self.at(since))
    }

    /// Each duty with a day due, 118 days after it.
    @Test(
        arguments: [
            ("fume.cleaning", kitchen),
            (
                "machinery.test",
                .nonroadMachinery(MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2025-08-01")))
            ),
            (
                "machinery.registration",
                .nonroadMachinery(MachinerySettings(limitClass: .two, power: 120, acquired: Day("2026-07-02")))
            ),
            (
                "carbon.cycle",
                .activatedCarbon(CarbonSettings(form: .granular, designCycle: 31, installed: Day("2026-07-01")))
            ),
        ] as [(String, Facility.Settings)]) func everyDutyCountsFromItsDay(rule: String, settings: Facility.Settings)
        throws
    {
        let rules = facility(settings).after([.tick(Self.at("2026-11-27", 22))])
        let finding = try #require(rules.finding(of: rule))
        #expect(finding.level == .red && finding.since == Self.at("2026-08-01"))
        let later = try restarted(rules, in: facility(settings)).after([.tick(Self.at("2026-11-28"))])
        #expect(later.finding(of: rule)?.since == Self.at("2026-08-01"))
    }

    @Test func spentCarbonIsInStoreForTooLongSinceItsYearEnded() {
        let settings = Facility.Settings.activatedCarbon(CarbonSettings(form: .granular))
        var replacement = CarbonReplacement(mass: 1000)
        replacement.spentMass = 1000
        let spent = Record(at: Self.at("2025-08-01", 9), by: "王", replacement)
        var rules = facility(settings).after([.tick(Self.at("2026-07-20")), .record(spent)])
        #expect(rules.finding(of: "carbon.waste")?.since == Self.at("2026-07-02"))
        rules = rules.after([.tick(Self.at("2026-11-27", 22))])
        #expect(rules.finding(of: "carbon.waste")?.level == .red)
        #expect(rules.finding(of: "carbon.waste")?.since == Self.at("2026-08-01"))
    }

    /// A cleaning of July that is entered in November moves the day due to 5 September; an older one moves nothing.
    @Test func aLateRecordMovesSinceWhenItIsOverdue() {
        func cleaned(_ day: String) -> Event { .record(Record(at: Self.at(day, 9), by: "王", Cleaning())) }
        let now = Event.tick(Self.at("2026-11-27", 22))
        var rules = facility(Self.kitchen).after([now, cleaned("2026-07-05"), now])
        #expect(rules.finding(of: "fume.cleaning")?.since == Self.at("2026-09-05"))
        rules = rules.after([cleaned("2026-05-05"), now])
        #expect(rules.finding(of: "fume.cleaning")?.since == Self.at("2026-09-05"))
    }

    /// The rules keep to the newest time that they were given, and no time is in the future.
    @Test func aClockThatStepsGivesTheSameBeginning() {
        let (before, after) = (Self.at("2026-07-28", 5), Self.at("2026-11-27", 22))
        for times in [[after, before], [before, after], [after, before, after]] {
            let rules = facility(Self.kitchen).after(times.map { .tick($0) })
            #expect(rules.finding(of: "fume.cleaning")?.since == Self.at("2026-08-01"))
        }
        let time = DutyTime(from: Day("2026-08-01")!, due: Day("2026-08-09")!, warning: 7, utcOffset: 28_800)
        #expect(time.since(at: before) == before)
    }

    /// A reminder longer than the term begins with the term.
    @Test func aReminderDoesNotBeginBeforeItsTerm() {
        let time = DutyTime(from: Day("2026-08-01")!, due: Day("2026-08-31")!, warning: 90, utcOffset: 28_800)
        #expect(time.since(at: Self.at("2026-08-20")) == Self.at("2026-08-01"))
        #expect(!time.isOver(at: Self.at("2026-09-01") - .seconds(1)) && time.isOver(at: Self.at("2026-09-01")))
    }

    /// A state of before, which said since when it was noticed, is put right at the first event.
    @Test func whatWasRememberedWronglyIsPutRightAndOnlyWhereADateSaysSo() {
        let limit = Limit("x", 1, .one, source: "s", verified: false)
        func finding(_ time: Timestamp) -> Finding {
            Finding(rule: "fume.cleaning", level: .red, since: time, limit: limit, text: Text(zh: "逾期", en: "overdue"))
        }
        let (due, noticed) = (Self.at("2026-08-01"), Self.at("2026-11-27", 22))
        for isDated in [true, false] {
            var findings = FindingsInForce([finding(noticed)])
            let entries = findings.replace(with: [Found(finding: finding(due), isDated: isDated)], at: noticed)
            #expect(entries.isEmpty && findings.all.map(\.since) == [isDated ? due : noticed])
        }
    }

    @Test func hoursThatWereCountedKeepTheMomentAtWhichTheyWereReached() {
        let settings = CarbonSettings(form: .granular, designCycle: 365, installed: Day("2026-11-20"))
        let samples = (0...(502 * 6)).map { index in
            sample(index * 600, Reading(.fanState, 1, .one))
        }
        let rules = facility(.activatedCarbon(settings)).after(samples)
        let finding = rules.findings(of: "carbon.cycle").first { $0.cause == "hours" }
        #expect(finding?.level == .red && finding?.since == start + .hours(500) + .minutes(10))
    }

    @Test func whatWasNeverEnteredIsMissingSinceTheDayThatIsKnown() {
        let bought = MachinerySettings(limitClass: .two, power: 120, acquired: Day("2026-03-01"))
        let now = Event.tick(Self.at("2026-11-27", 22))
        let known = facility(.nonroadMachinery(bought)).after([now]).finding(of: "machinery.test")
        #expect(known?.level == .grey && known?.since == Self.at("2026-03-01"))
        let unknown = facility(.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120))).after([
            now, tick(afterHours: 999),
        ])
        #expect(unknown.finding(of: "machinery.test")?.since == Self.at("2026-11-27", 22))
        let carbon = CarbonSettings(form: .granular, installed: Day("2026-11-01"))
        let box = facility(.activatedCarbon(carbon)).after([now])
        #expect(box.finding(of: "carbon.quality")?.since == Self.at("2026-11-01"))
        #expect(box.finding(of: "carbon.cycle")?.since == Self.at("2026-11-01"))
    }
}
