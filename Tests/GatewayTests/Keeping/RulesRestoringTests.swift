import Facilities
import Foundation
import Journal
import Logging
import Rules
import TestSupport
import Testing

@testable import Gateway

private let code = Facility.Code("NJ320104C000018")!

/// What the rules remember, kept in a real journal and lost in part (case A27).
struct RulesRestoringTests {
    private let folder = try! TemporaryFolder()
    /// Midnight in Nanjing.
    private let midnight = Timestamp("2026-11-30T16:00:00Z")!
    private let firstDay = Day("2026-12-01")!

    private static let device = DeviceID("b/1")
    /// Read every five minutes.
    private static let facility = Facility(
        code: code, name: "吸附箱", settings: .activatedCarbon(CarbonSettings(form: .granular)),
        channels: [
            Channel(device, .fanCurrent, period: .minutes(5)), Channel(device, .pressureDrop, period: .minutes(5)),
            Channel(device, .bedTemperature, period: .minutes(1)),
        ])

    private func journal() throws -> Journal { try Journal.open(path: folder.path + "/j.sqlite", now: midnight) }

    private func intake(_ journal: Journal) throws -> DrivenKeeping {
        try DrivenKeeping([Self.facility], journal: journal)
    }

    /// A sample every five minutes, and a tick after it. The fan runs from eight to six.
    private func run(_ intake: DrivenKeeping, minutes: Range<Int>, ticks: Bool = true) async {
        for minute in stride(from: minutes.lowerBound, to: minutes.upperBound, by: 5) {
            let time = midnight + .minutes(minute)
            let isOn = 8 * 60..<18 * 60 ~= minute % 1440
            let sample = Sample(
                device: Self.device, time: time,
                readings: [
                    Reading(.fanCurrent, isOn ? 9 : 0, .ampere), Reading(.pressureDrop, isOn ? 3000 : 0, .pascal),
                ])
            await intake.take([Arrival(facility: code, event: .sample(sample))], now: time)
            if ticks { await intake.tick(time) }
        }
        await intake.flush()
    }

    private func hours(_ intake: DrivenKeeping) async throws -> Double {
        try #require(await intake.rules[code]?.hours)
    }

    private func entries<Content>(_ journal: Journal, _ content: (Entry) -> Content?) throws -> [Content] {
        try journal.entries(of: code, after: 0, upTo: .max, limit: 10_000).compactMap { content($0.content) }
    }

    private func accounts(_ journal: Journal) throws -> [Account] {
        try entries(journal) { if case .account(let account) = $0 { account } else { nil } }
    }

    private func rebuilt(_ journal: Journal) throws -> [Rebuilding] {
        try entries(journal) { if case .rebuilt(let rebuilding) = $0 { rebuilding } else { nil } }
    }

    private func memoryFindings(_ intake: DrivenKeeping) async -> [Finding] {
        await intake.rules[code]!.status.findings.filter { $0.cause == "memory" }
    }

    // MARK: Damage

    /// How a stored state is spoilt, and whether it names only one rule.
    struct Damage: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var isAll = true
        var reason: String
        var spoil: @Sendable (String) throws -> String

        static let all = [
            Damage(testDescription: "a key removed", isAll: false, reason: "fan is missing") {
                try changed($0) { try removed(["rules", "carbon.cycle", "state", "fan"], $0) }
            },
            Damage(testDescription: "a later form of a rule", isAll: false, reason: "form 99") {
                try changed($0) { try removed(["rules", "carbon.cycle", "form"], $0, for: 99) }
            },
            Damage(testDescription: "a later form", reason: "form 99") {
                try changed($0) { try removed(["form"], $0, for: 99) }
            },
            Damage(testDescription: "no channels", reason: "observed") { state in
                try changed(state) { try removed(["observed"], $0) }
            },
            Damage(testDescription: "half of it", reason: "not JSON") { String($0.prefix($0.count / 2)) },
            Damage(testDescription: "nothing", reason: "not JSON") { _ in "" },
        ]

        private static func changed(_ state: String, _ change: ([String: Any]) throws -> [String: Any]) throws -> String
        {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(state.utf8)) as? [String: Any])
            return String(decoding: try JSONSerialization.data(withJSONObject: change(object)), as: UTF8.self)
        }

        private static func removed(
            _ path: [String], _ object: [String: Any], for value: Int? = nil
        ) throws -> [String: Any] {
            var object = object
            if path.count == 1 {
                try #require(object[path[0]] != nil)
                object[path[0]] = value
            } else {
                let member = try #require(object[path[0]] as? [String: Any])
                object[path[0]] = try removed(Array(path.dropFirst()), member, for: value)
            }
            return object
        }
    }

    private func spoil(_ journal: Journal, _ damage: Damage) async throws {
        let kept = try #require(try journal.ruleState(of: code))
        var batch = Batch()
        batch.ruleStates = [RuleState(facility: code, sequence: kept.sequence, state: try damage.spoil(kept.state))]
        try await journal.commit(batch)
    }

    @Test(arguments: Damage.all) func whatCannotBeReadIsRebuiltFromTheLastAccount(damage: Damage) async throws {
        let journal = try journal()
        let before = try intake(journal)
        await run(before, minutes: 0..<36 * 60)
        let counted = try await hours(before)
        // Ten hours of the first day, four of the second.
        #expect(abs(counted - 14) < 0.1)
        try await spoil(journal, damage)
        let after = try intake(journal)
        #expect(abs(try await hours(after) - counted) <= 5.0 / 60 + 1e-9)
        #expect(await memoryFindings(after).isEmpty)
        await after.flush()
        let entry = try #require(try rebuilt(journal).first)
        #expect(entry.from == firstDay)
        #expect(entry.reason.contains(damage.reason))
        #expect(damage.isAll ? entry.rules.count > 10 : entry.rules == ["carbon.cycle"])
        #expect(entry.text.zh.contains("2026-12-01日结"))
    }

    @Test(arguments: Damage.all) func aRebuiltMemoryIsReadAtTheNextStart(damage: Damage) async throws {
        let journal = try journal()
        await run(try intake(journal), minutes: 0..<26 * 60)
        try await spoil(journal, damage)
        let after = try intake(journal)
        await run(after, minutes: 26 * 60..<50 * 60)
        let again = try intake(journal)
        #expect(try rebuilt(journal).count == 1)
        #expect(await again.rules[code]!.status == after.rules[code]!.status)
        #expect(abs(try await hours(again) - 20) < 0.2)
        #expect(try accounts(journal).map(\.day) == [firstDay, firstDay + 1])
    }

    @Test(arguments: Damage.all) func withoutAnAccountTheRuleSaysThatItCountsFromZero(damage: Damage) async throws {
        let journal = try journal()
        await run(try intake(journal), minutes: 0..<12 * 60)
        try await spoil(journal, damage)
        let after = try intake(journal)
        await run(after, minutes: 12 * 60..<13 * 60)
        let found = await memoryFindings(after).filter { $0.rule == "carbon.cycle" }
        #expect(found.map(\.level) == [.grey])
        #expect(try rebuilt(journal).map(\.from) == [nil])
        #expect(try await hours(after) < 1)
        let again = try intake(journal)
        #expect(await memoryFindings(again) == memoryFindings(after))
        await acknowledgeAll(again)
        #expect(await memoryFindings(again).isEmpty)
    }

    private func acknowledgeAll(_ intake: DrivenKeeping) async {
        let time = midnight + .hours(13)
        for finding in await memoryFindings(intake) {
            let note = Acknowledgement(rule: finding.rule, cause: finding.cause)
            _ = await intake.enter(Record(at: time, by: "王", note), at: [code], now: time)
        }
        await intake.tick(time)
    }

    /// The gateway was cut off before its first tick, or the row is gone.
    @Test func aStateThatIsNotThereIsRebuiltWhereTheLedgerHasEntries() async throws {
        let journal = try journal()
        await run(try intake(journal), minutes: 9 * 60..<10 * 60, ticks: false)
        try #require(try journal.ruleState(of: code) == nil)
        #expect(try !journal.entries(of: code, limit: 1).isEmpty)
        let after = try intake(journal)
        await run(after, minutes: 10 * 60..<10 * 60 + 10)
        #expect(try rebuilt(journal).map(\.reason) == ["there is none"])
        #expect(await memoryFindings(after).contains { $0.rule == "carbon.cycle" })
    }

    @Test func aNewFacilityHasNothingToRebuild() async throws {
        let journal = try journal()
        let first = try intake(journal)
        await run(first, minutes: 0..<10)
        #expect(try rebuilt(journal).isEmpty)
        #expect(await memoryFindings(first).isEmpty)
    }

    /// People's records are in the ledger: nothing of them is lost, and none is entered or accounted for again.
    @Test(arguments: Damage.all) func recordsAreSeenAgainAndEnteredOnce(damage: Damage) async throws {
        let journal = try journal()
        let before = try intake(journal)
        let record = Record(at: midnight - .days(3), by: "王", CarbonReplacement(mass: 900))
        _ = await before.enter(record, at: [code], now: midnight)
        await run(before, minutes: 0..<26 * 60)
        let status = await before.rules[code]!.status
        try await spoil(journal, damage)
        let after = try intake(journal)
        await run(after, minutes: 26 * 60..<27 * 60)
        #expect(try entries(journal) { if case .record(let record) = $0 { record } else { nil } } == [record])
        #expect(try accounts(journal).map(\.day) == [firstDay])
        let (is_, was) = (await after.rules[code]!.status, status)
        #expect(is_.last == was.last)
        #expect(is_.next == was.next)
    }

    /// What was raised is in force or was cleared, and it says so: no finding disappears with the memory.
    @Test(arguments: Damage.all) func theLedgerAgreesWithWhatIsInForce(damage: Damage) async throws {
        let journal = try journal()
        await run(try intake(journal), minutes: 0..<26 * 60)
        try await spoil(journal, damage)
        let after = try intake(journal)
        await run(after, minutes: 26 * 60..<27 * 60)
        var inForce: Set<Finding.Identity> = []
        for (step, finding) in try entries(journal, { $0.findingStep }) {
            if step == .raised { #expect(inForce.insert(finding.identity).inserted) }
            if step == .cleared { #expect(inForce.remove(finding.identity) != nil) }
        }
        #expect(await Set(after.rules[code]!.status.findings.map(\.identity)) == inForce)
    }

    /// The bed was on fire, and has cooled since; nobody, or somebody, has taken note.
    @Test(arguments: Damage.all, [false, true]) func anAlarmWaitsForSomebodyAlsoWithoutMemory(
        damage: Damage, isAcknowledged: Bool
    ) async throws {
        let journal = try journal()
        let before = try intake(journal)
        await heat(before, [90, 90, 90])
        await run(before, minutes: 5..<10)
        if isAcknowledged { await acknowledge(before) }
        try await spoil(journal, damage)
        let after = try intake(journal)
        let alarms = { (intake: DrivenKeeping) in
            await intake.rules[code]!.status.findings.filter { $0.rule == "carbon.temperature" && $0.level == .red }
        }
        #expect(await alarms(after).map { $0.acknowledged != nil } == [isAcknowledged])
        await heat(after, [30, 30, 30], from: 10)
        #expect(await alarms(after).count == (isAcknowledged ? 0 : 1))
        if !isAcknowledged { await acknowledge(after) }
        await after.tick(midnight + .minutes(20))
        #expect(await alarms(after).isEmpty)
    }

    private func heat(_ intake: DrivenKeeping, _ temperatures: [Double], from minute: Int = 0) async {
        for (index, temperature) in temperatures.enumerated() {
            let time = midnight + .minutes(minute + index)
            let reading = Reading(.bedTemperature, temperature, .celsius)
            let sample = Sample(device: Self.device, time: time, readings: [reading])
            await intake.take([Arrival(facility: code, event: .sample(sample))], now: time)
        }
    }

    private func acknowledge(_ intake: DrivenKeeping) async {
        let time = midnight + .minutes(10)
        let note = Acknowledgement(rule: "carbon.temperature")
        _ = await intake.enter(Record(at: time, by: "王", note), at: [code], now: time)
    }

    // MARK: Accounts

    private func minutes(_ hours: Double?) -> Double? { hours.map { ($0 * 60).rounded() } }

    @Test func aDayHasOneAccountWhoseHoursCanBeCountedByHand() async throws {
        let journal = try journal()
        let intake = try intake(journal)
        await run(intake, minutes: 0..<24 * 60)
        #expect(try accounts(journal).isEmpty)
        await run(intake, minutes: 24 * 60..<24 * 60 + 5)
        #expect(try accounts(journal).count == 1)
        await run(intake, minutes: 24 * 60 + 5..<49 * 60)
        let accounts = try accounts(journal)
        #expect(accounts.map(\.day) == [firstDay, firstDay + 1])
        #expect(accounts.map(\.running) == [10, 10])
        #expect(accounts.map { minutes($0.hoursOfLights) } == [1440, 1440])
        #expect(accounts.map { $0.counters["carbon.cycle"]?["hours"] } == [10, 20])
    }

    @Test func aRestartInTheMiddleOfTheDayLosesNothingOfIt() async throws {
        let journal = try journal()
        await run(try intake(journal), minutes: 0..<12 * 60)
        // What came after the last tick is seen again.
        await run(try intake(journal), minutes: 12 * 60..<12 * 60 + 10, ticks: false)
        await run(try intake(journal), minutes: 12 * 60 + 10..<25 * 60)
        let accounts = try accounts(journal)
        #expect(accounts.map(\.running) == [10])
        #expect(accounts.map { minutes($0.hoursOfLights) } == [1440])
    }

    @Test func aGapIsOfNoLight() async throws {
        let journal = try journal()
        await run(try intake(journal), minutes: 0..<12 * 60)
        await run(try intake(journal), minutes: 14 * 60..<25 * 60)
        let accounts = try accounts(journal)
        // From the last sample at 11:55 to the next at 14:00.
        #expect(accounts.map { minutes($0.running) } == [600 - 125])
        #expect(accounts.map { minutes($0.hoursOfLights) } == [1440 - 125])
    }

    /// Off over midnight: each day is still given once.
    @Test func aDayThatEndsWhileTheGatewayIsOffIsGivenAtTheNextStart() async throws {
        let journal = try journal()
        await run(try intake(journal), minutes: 0..<20 * 60)
        await run(try intake(journal), minutes: 30 * 60..<49 * 60)
        #expect(try accounts(journal).map(\.day) == [firstDay, firstDay + 1])
        #expect(try accounts(journal).map(\.running) == [10, 10])
    }
}

extension Entry {
    fileprivate var findingStep: (Finding.Step, Finding)? {
        if case .finding(let step, let finding) = self { (step, finding) } else { nil }
    }
}

extension Account {
    fileprivate var hoursOfLights: Double { lights.values.reduce(0, +) }
}

extension FacilityRules {
    /// Hours of operation of the carbon.
    fileprivate var hours: Double? { rules.first { $0.name == "carbon.cycle" }?.counters["hours"] }
}
