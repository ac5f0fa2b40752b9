public import Facilities

extension FacilityRules {
    /// Continues to count from the account of a day, at its end.
    public mutating func restore(_ account: Account) {
        let end = (account.day + 1).start(utcOffset: facility.utcOffset)
        for index in rules.indices {
            guard let counters = account.counters[rules[index].name] else { continue }
            rules[index].restore(counters, at: end)
        }
    }

    /// Continues with the findings of some rules that are in force by the ledger, and with what people noted about
    /// them. The next event clears those that no longer hold.
    public mutating func restore(_ findings: [Finding], of rules: [String]) {
        let others = memory.findings.all.filter { !rules.contains($0.rule) }
        memory.findings = FindingsInForce(others + findings.filter { rules.contains($0.rule) })
        memory.light = Light(memory.findings.all)
    }

    /// Takes over the memory that could not be read from rules that have seen everything again.
    ///
    /// - Parameter counted: Whether these rules continued from an account; if not, each rule reports once that it
    ///   counts from zero.
    public mutating func adopt(_ unreadable: Unreadable, from other: FacilityRules, counted: Bool) {
        if unreadable.isAll {
            self = other
        } else {
            for index in rules.indices where unreadable.rules.contains(rules[index].name) {
                rules[index] = other.rules[index]
            }
        }
        if !counted { memory.lost = rules.filter { unreadable.rules.contains($0.name) && $0.counts }.map(\.name) }
    }
}

extension Rule {
    /// Whether it counts something that no record contains.
    fileprivate var counts: Bool { !counters.isEmpty || !needs.isEmpty }
}
