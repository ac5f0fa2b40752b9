public import Facilities

/// A point by whose value the device itself says how far its other readings can be trusted.
public struct StatusWord: Hashable, Sendable {
    /// What a state or a bit means for the readings.
    public enum Meaning: String, Hashable, Sendable, CaseIterable {
        case good, warmingUp, maintenance, calibrating, outOfRange, notAvailable

        /// Out of range and not available leave no value; the others leave one that is not judged by.
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

    public enum Table: Hashable, Sendable {
        /// By the point's value.
        case states([Double: Meaning])
        /// By the number of a bit that is 1; without any of them all is good.
        case bits([Int: Meaning])
    }

    /// The status point's name.
    public var point: String
    /// The names of the points that it speaks of.
    public var qualifies: [String]
    public var table: Table

    /// A state that the table does not have, and one that cannot be read, leave the readings in doubt.
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
