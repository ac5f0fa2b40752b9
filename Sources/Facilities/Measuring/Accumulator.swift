import Glibc

/// The mean, the least and the greatest of the values of one quantity. Their order makes no difference, and two
/// accumulators can be merged.
public struct Accumulator: Codable, Hashable, Sendable {
    /// The number of values.
    public private(set) var count = 0
    /// The least value; nil without one.
    public private(set) var minimum: Double?
    /// The greatest value; nil without one.
    public private(set) var maximum: Double?
    /// The way in which the mean is computed.
    public let averaging: Quantity.Averaging
    /// The sum of the values, of energies relative to 0 dB, or of the unit vectors' eastward parts.
    public private(set) var sum = 0.0
    /// The sum of the unit vectors' northward parts.
    public private(set) var northward = 0.0

    /// Creates an accumulator without values.
    public init(_ averaging: Quantity.Averaging) {
        self.averaging = averaging
    }

    /// Creates an accumulator from its stored figures.
    public init(
        _ averaging: Quantity.Averaging, count: Int, minimum: Double, maximum: Double, sum: Double, northward: Double
    ) {
        self.averaging = averaging
        self.count = count
        (self.minimum, self.maximum) = count > 0 ? (minimum, maximum) : (nil, nil)
        (self.sum, self.northward) = (sum, northward)
    }

    /// Adds a value, in the unit of the quantity.
    public mutating func add(_ value: Double) {
        count += 1
        minimum = min(minimum ?? value, value)
        maximum = max(maximum ?? value, value)
        switch averaging {
        case .arithmetic: sum += value
        // No level is above 200 dB; what a broken device says must not become infinite.
        case .energy: sum += pow(10, min(value, 200) / 10)
        case .direction:
            sum += sin(value * .pi / 180)
            northward += cos(value * .pi / 180)
        }
    }

    /// Adds the values of another accumulator.
    public mutating func merge(_ other: Accumulator) {
        count += other.count
        minimum = [minimum, other.minimum].compactMap(\.self).min()
        maximum = [maximum, other.maximum].compactMap(\.self).max()
        sum += other.sum
        northward += other.northward
    }

    /// The mean. Nil without a value, for directions that cancel each other out, and where it is not finite: a broken
    /// device may give any number, such as 1e308 Pa or -1e6 dB.
    public var mean: Double? {
        guard count > 0 else { return nil }
        let mean =
            switch averaging {
            case .arithmetic: sum / Double(count)
            case .energy: 10 * log10(sum / Double(count))
            case .direction: direction
            }
        return mean.isFinite ? mean : nil
    }

    private var direction: Double {
        guard hypot(sum, northward) > 1e-9 * Double(count) else { return .nan }
        let angle = atan2(sum, northward) * 180 / .pi
        return angle < 0 ? angle + 360 : angle
    }
}
