/// The units that do not answer, which show whether the link itself is dead: then no unit answers. One unit alone never closes a link
/// that others use.
struct UnansweredUnits {
    private var known: Set<UInt8> = []
    private var units: Set<UInt8> = []
    private var failures = 0

    /// Notes that a unit answered, so that the link works.
    mutating func answered(by unit: UInt8) {
        known.insert(unit)
        (units, failures) = ([], 0)
    }

    /// Notes that a unit did not answer.
    ///
    /// - Returns: whether the link should be closed and opened again.
    mutating func failed(_ unit: UInt8) -> Bool {
        units.insert(unit)
        failures += 1
        guard failures >= 3, units.count >= min(3, known.union(units).count) else { return false }
        (units, failures) = ([], 0)
        return true
    }
}
