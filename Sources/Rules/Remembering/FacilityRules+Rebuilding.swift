public import Facilities

extension FacilityRules {
    /// Counts on from the account of a day, at its end.
    public mutating func restore(_ account: Account) {
        let end = (account.day + 1).start(utcOffset: facility.utcOffset)
        for index in rules.indices {
            guard let counters = account.counters[rules[index].name] else { continue }
            rules[index].restore(counters, at: end)
        }
    }

    /// Continues with the findings of some rules that are in force by the ledger, and with what people said of them. The
    /// next event clears those that do not hold any more, as ever.
    public mutating func restore(_ findings: [Finding], of rules: [String]) {
        let others = memory.findings.all.filter { !rules.contains($0.rule) }
        memory.findings = FindingsInForce(others + findings.filter { rules.contains($0.rule) })
        memory.light = Light(memory.findings.all)
    }

    /// Takes over what could not be read from rules that were shown everything again.
    ///
    /// - Parameter counted: whether they counted on from an account; if not, each rule says once that it counts from zero.
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
    /// Whether it counts what stands in no record.
    fileprivate var counts: Bool { !counters.isEmpty || !needs.isEmpty }
}
