import Facilities
import Testing

@testable import Rules

/// Case A27: what the rules remember cannot be read, as a file from before a field was added.
@Suite struct LostMemoryTests {
    private static let settings = AnyPoint.carbon

    private func running(until minute: Int) -> FacilityRules {
        facility(Self.settings).after(
            (0...minute).map { sample($0 * 60, Reading(.fanState, 1, .one), Reading(.pressureDrop, 3000, .pascal)) })
    }

    private func without(_ path: [String], _ state: JSONValue) -> JSONValue {
        var state = state
        guard path.count > 1, let member = state[path[0]] else {
            state[path[0]] = nil
            return state
        }
        state[path[0]] = without(Array(path.dropFirst()), member)
        return state
    }

    private func with(_ value: JSONValue, at path: [String], _ state: JSONValue) -> JSONValue {
        var state = state
        state[path[0]] = path.count == 1 ? value : state[path[0]].map { with(value, at: Array(path.dropFirst()), $0) }
        return state
    }

    @Test func aKeyThatIsMissingNamesItsRuleAndKeepsTheOthers() throws {
        let whole = running(until: 60)
        var rules = facility(Self.settings)
        let state = without(["rules", "carbon.cycle", "state", "fan"], try whole.stored())
        let unreadable = try #require(try rules.readBack(state))
        #expect((unreadable.rules, unreadable.isAll) == (["carbon.cycle"], false))
        #expect(unreadable.reason.contains("fan is missing"))
        #expect(rules.judged(by: "carbon.pressure").map(\.level) == [.red])
        #expect(rules.counted("hours", by: "carbon.cycle") == 0)
        #expect(whole.counted("hours", by: "carbon.cycle") == 1)
    }

    /// One key after the other, each of which some version may have added.
    @Test func everyKeyOfEveryRuleIsRebuiltOrNotNeeded() throws {
        let whole = running(until: 60)
        let state = try whole.stored()
        for name in state["rules"]?.names ?? [] {
            for key in state["rules"]?[name]?["state"]?.names ?? [] {
                var rules = facility(Self.settings)
                let cut = without(["rules", name, "state", key], state)
                let unreadable = try rules.readBack(cut)
                #expect(unreadable?.rules ?? [name] == [name], "\(name) \(key)")
                #expect(unreadable?.isAll != true)
            }
        }
    }

    @Test(arguments: [["facility", "findings"], ["observed", "channels"], ["rules"]])
    func aKeyBesideTheRulesIsAllOfIt(path: [String]) throws {
        var rules = facility(Self.settings)
        let unreadable = try #require(try rules.readBack(without(path, try running(until: 5).stored())))
        #expect(unreadable.isAll)
        #expect(unreadable.rules == rules.rules.map(\.name))
    }

    @Test func aLaterFormIsNotGuessedAt() throws {
        let state = try running(until: 5).stored()
        var rules = facility(Self.settings)
        let all = try #require(try rules.readBack(with(.integer(99), at: ["form"], state)))
        #expect(all.isAll)
        #expect(all.reason == "it is of form 99, which this version does not know")
        let one = try #require(
            try rules.readBack(with(.integer(99), at: ["rules", "carbon.cycle", "form"], state)))
        #expect((one.rules, one.isAll) == (["carbon.cycle"], false))
        #expect(one.reason.contains("form 99"))
    }

    @Test func anAccountGivesTheHoursBack() throws {
        var fresh = facility(Self.settings)
        fresh.restore(account(hours: 501))
        let unreadable = Unreadable(rules: ["carbon.cycle"], isAll: false, reason: "")
        var rules = facility(Self.settings)
        rules.adopt(unreadable, from: fresh, counted: true)
        #expect(rules.counted("hours", by: "carbon.cycle") == 501)
        _ = rules.consider(.tick(start))
        #expect(rules.judged(by: "carbon.cycle").map(\.level) == [.red])
        #expect(rules.findings(of: "carbon.cycle").allSatisfy { $0.cause != "memory" })
    }

    @Test func withoutAnAccountTheRuleIsGreyUntilSomebodyTakesNote() throws {
        var rules = facility(Self.settings)
        let unreadable = Unreadable(rules: ["carbon.cycle"], isAll: false, reason: "")
        rules.adopt(unreadable, from: facility(Self.settings), counted: false)
        rules = try rules.restarted().after([.tick(start), .tick(start + .days(1))]).restarted()
        let lost = { (rules: FacilityRules) in rules.findings(of: "carbon.cycle").filter { $0.cause == "memory" } }
        #expect(lost(rules).map(\.level) == [.grey])
        let note = record(Acknowledgement(rule: "carbon.cycle", cause: "memory"), afterHours: 25)
        #expect(lost(rules.after([note, tick(afterHours: 26)])).isEmpty)
    }

    private func account(hours: Double) -> Account {
        Account(
            day: Day("2026-11-22")!, running: 24, lights: [:], coverage: 1,
            counters: ["carbon.cycle": ["hours": hours, "seenHours": hours]], limits: [:])
    }
}
