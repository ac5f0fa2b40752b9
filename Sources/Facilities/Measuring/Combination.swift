/// The way in which the values of several channels become the one figure that a rule needs.
public enum Combination: String, Codable, Hashable, Sendable, CaseIterable {
    case sum, mean, max

    /// Returns the figure of some values; nil for none.
    public func combine(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sum = values.reduce(0, +)
        return switch self {
        case .sum: sum
        case .mean: sum / Double(values.count)
        case .max: values.max()
        }
    }
}

extension Quantity {
    /// The quantities that a rule needs one figure of, so that several channels at a facility need a `combine:`.
    public static let combined: Set<Quantity> = [.airFlow, .vocIn, .vocOut, .fumeIn, .carbonWeight, .stovesOn]
}
