/// Tells a unit that does not answer from a link that has died without a word: then nobody answers. One unit alone never
/// ends a link that others use.
struct UnansweredUnits {
    private var known: Set<UInt8> = []
    private var units: Set<UInt8> = []
    private var failures = 0

    mutating func answered(by unit: UInt8) {
        known.insert(unit)
        (units, failures) = ([], 0)
    }

    /// True when the link should be opened again.
    mutating func failed(_ unit: UInt8) -> Bool {
        units.insert(unit)
        failures += 1
        guard failures >= 3, units.count >= min(3, known.union(units).count) else { return false }
        (units, failures) = ([], 0)
        return true
    }
}
