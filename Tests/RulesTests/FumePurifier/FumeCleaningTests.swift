import Facilities
import Testing

@testable import Rules

@Suite struct FumeCleaningTests {
    /// Due by 23 November: a month for large kitchens, two for medium, three for small ones.
    @Test(arguments: [
        (6.0, "2026-11-01", Finding.Level?.none), (6, "2026-10-31", .yellow), (6, "2026-10-23", .yellow),
        (6, "2026-10-22", .red), (5.9, "2026-09-23", .yellow), (5.9, "2026-09-22", .red), (3, "2026-09-22", .red),
        (2.9, "2026-08-23", .yellow), (2.9, "2026-08-22", .red),
    ]) func cleaningFallsDueBySize(stoves: Double, cleaned: String, level: Finding.Level?) {
        var rules = facility(.fumePurifier(FumeSettings(stoves: stoves, lastCleaned: Day(cleaned))))
        #expect(rules.levels(of: "fume.cleaning", after: [.tick(start)]) == [level].compactMap(\.self))
    }

    @Test func aPurifierThatWasNeverCleanedIsGrey() {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)))
        #expect(rules.levels(of: "fume.cleaning", after: [.tick(start)]) == [.grey])
    }

    @Test func aCleaningClearsItAndAnOlderOneEnteredLaterDoesNot() {
        let overdue = FumeSettings(stoves: 4, lastCleaned: Day("2026-09-01"))
        var rules = facility(.fumePurifier(overdue))
        let older = record(Cleaning(), afterHours: -24 * 120)
        #expect(rules.levels(of: "fume.cleaning", after: [.tick(start), older]) == [.red])
        #expect(rules.levels(of: "fume.cleaning", after: [record(Cleaning())]) == [])
        #expect(rules.status.last == .init(Cleaning.kind, at: Day("2026-11-23")!))
        _ = rules.consider(older)
        #expect(rules.status.last == .init(Cleaning.kind, at: Day("2026-11-23")!))
    }

    @Test func theDayOfACleaningThatNeverWasStaysTheSame() {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)))
        for event in [Event.tick(start), tick(afterHours: 80)] { _ = rules.consider(event) }
        let next = rules.steps.values.first { $0.action == .cleanPurifier }
        #expect(next?.due == Day("2026-11-23"))
    }

    @Test(arguments: [("10 d", [Finding.Level.yellow]), ("9 d", [])])
    func theSiteSetsHowLongBeforeItIsTold(days: String, expected: [Finding.Level]) {
        let settings = FumeSettings(stoves: 6, lastCleaned: Day("2026-11-03"))
        var rules = facility(.fumePurifier(settings), limits: ["cleaningWarning": Measure(days)!])
        #expect(rules.levels(of: "fume.cleaning", after: [.tick(start)]) == expected)
    }

    @Test func theSiteSetsTheInterval() {
        let settings = FumeSettings(stoves: 2, lastCleaned: Day("2026-10-22"))
        var rules = facility(.fumePurifier(settings), limits: ["cleaningMonths": Measure("1")!])
        #expect(rules.levels(of: "fume.cleaning", after: [.tick(start)]) == [.red])
    }

    private func levels(lastCleaned: String?, _ events: [Event]) -> [Finding.Level] {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 6, lastCleaned: lastCleaned.flatMap { Day($0) })))
        return rules.levels(of: "fume.cleaning", after: [.tick(start)] + events)
    }

    private func cleaned(_ parts: Set<Cleaning.Part>?, days: Int = 0) -> Event {
        record(Cleaning(parts: parts), afterHours: 24 * days)
    }

    private static let partial: [(Set<Cleaning.Part>?, [Finding.Level])] = [
        (nil, []), ([.plates], []), ([.plates, .filter], []), ([.filter, .impeller, .tray, .housing], [.red]),
        ([.duct], [.red]),
    ]

    @Test(arguments: partial) func onlyThePlatesRenewIt(parts: Set<Cleaning.Part>?, expected: [Finding.Level]) {
        #expect(levels(lastCleaned: "2026-09-01", [cleaned(parts)]) == expected)
    }

    @Test(arguments: [(60, [Finding.Level]()), (61, [.yellow])])
    func theDuctHasAClockOfItsOwn(days: Int, expected: [Finding.Level]) {
        let later = [cleaned([.plates], days: 50), tick(afterHours: 24 * days)]
        #expect(levels(lastCleaned: "2026-11-20", [cleaned([.duct, .plates])] + later) == expected)
        #expect(levels(lastCleaned: "2026-11-20", [cleaned([.plates])] + later) == [])
    }

    @Test func aDayInTheFutureCountsAsMissing() {
        #expect(levels(lastCleaned: "2031-01-01", []) == [.grey])
        #expect(levels(lastCleaned: "2026-11-24", []) == [.grey])
        #expect(levels(lastCleaned: "2026-11-24", [tick(afterHours: 14)]) == [])
        #expect(levels(lastCleaned: "2026-11-23", []) == [])
        #expect(levels(lastCleaned: "2031-01-01", [cleaned(nil)]) == [])
    }

    @Test func aCleaningThatWasBegunIsRemindedOfAfterItsDay() {
        let begun = record(CleaningStart())
        #expect(levels(lastCleaned: "2026-11-20", [begun, tick(afterHours: 13)]) == [])
        #expect(levels(lastCleaned: "2026-11-20", [begun, tick(afterHours: 14)]) == [.yellow])
        #expect(levels(lastCleaned: "2026-11-20", [begun, tick(afterHours: 14), cleaned([.tray])]) == [])
        #expect(levels(lastCleaned: "2026-11-20", [cleaned(nil), begun, tick(afterHours: 14)]) == [])
        #expect(levels(lastCleaned: "2026-11-20", [begun, tick(afterHours: 14), cleaned(nil, days: -1)]) == [.yellow])
        // Begun at 23:00, and at work over midnight.
        let late = [record(CleaningStart(), afterHours: 13), tick(afterHours: 16)]
        #expect(levels(lastCleaned: "2026-11-20", late) == [])
        #expect(levels(lastCleaned: "2026-11-20", late + [tick(afterHours: 17)]) == [.yellow])
    }
}
