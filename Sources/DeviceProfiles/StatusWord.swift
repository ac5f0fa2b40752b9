public import Facilities

/// A point whose value reports how far the other readings of the device can be trusted.
public struct StatusWord: Hashable, Sendable {
    /// The meaning of a state or a bit for the readings.
    public enum Meaning: String, Hashable, Sendable, CaseIterable {
        case good, warmingUp, maintenance, calibrating, outOfRange, notAvailable

        /// The quality of the readings. Out of range and not available leave no value; the others leave one that rules
        /// do not judge.
        public var quality: Quality {
            switch self {
            case .good: .good
            case .warmingUp: .uncertain(.warmingUp)
            case .maintenance: .uncertain(.maintenance)
            case .calibrating: .uncertain(.calibrating)
            case .outOfRange: .bad(.outOfRange)
            case .notAvailable: .bad(.notAvailable)
            }
        }
    }

    /// The meanings of the point's value.
    public enum Table: Hashable, Sendable {
        /// The meanings by value.
        case states([Double: Meaning])
        /// The meanings by the number of a bit that is 1. If no such bit is 1, the readings are good.
        case bits([Int: Meaning])
    }

    /// The name of the status point.
    public var point: String
    /// The names of the points that the status qualifies.
    public var qualifies: [String]
    /// The table of meanings.
    public var table: Table

    /// Returns the quality of the readings. A state that is not in the table, or that cannot be read (nil), leaves them
    /// in doubt.
    public func quality(_ value: Double?) -> Quality {
        guard let value else { return .uncertain(.notAvailable) }
        switch table {
        case .states(let states): return states[value]?.quality ?? .uncertain(.notAvailable)
        case .bits(let bits):
            guard let pattern = UInt64(exactly: value) else { return .uncertain(.notAvailable) }
            return bits.filter { pattern >> UInt64($0.key) & 1 == 1 }.sorted { $0.key < $1.key }
                .reduce(.good) { $0.combined(with: $1.value.quality) }
        }
    }
}
