import Facilities

extension Relevance {
    /// Returns the quantities that the relevant rules of a kind use, the most relevant first.
    func quantities(of kind: Facility.Kind) -> [Quantity] {
        let rules = RuleTable.rules(of: kind)
        return (parts[kind] ?? []).flatMap { part in
            rules.filter { $0.name == part.rule }.flatMap(\.needs).flatMap(\.quantities)
        }.unique
    }
}
