import Facilities
import Glibc
import HJ212

/// The levels of noise of the day and of the night, from the hour means of one calendar day.
///
/// The day is from 06:00 to 22:00, the night is the rest (GB 3096, GB 12523). `Ldn` weights the night with 10 dB and both with their
/// hours, 16 and 8; this formula is the usual one, and was not read in HJ 212 (`verified: false`).
struct NoiseOfDay {
    private let day: Accumulator
    private let night: Accumulator

    /// Creates the levels; nil without hours.
    ///
    /// - Parameter hours: the 24 hours from midnight; nil for one without a value.
    init?(_ hours: [Aggregate.Column?]) {
        guard hours.count == 24 else { return nil }
        var (day, night) = (Accumulator(.energy), Accumulator(.energy))
        for (hour, column) in hours.enumerated() {
            guard let values = column?.values else { continue }
            if Self.day.contains(hour) { day.merge(values) } else { night.merge(values) }
        }
        (self.day, self.night) = (day, night)
    }

    private static let day = 6..<22

    /// The factors of table C.28. A part of the day without a good value has none.
    var factors: [FactorReport] {
        let levels: [(String, Double?, FactorReport.Measure)] = [
            ("Ldn", dayNightLevel, .level),
            ("Ld", day.mean, .dayLevel), ("LMx", day.maximum, .dayLevel), ("LMn", day.minimum, .dayLevel),
            ("Ln", night.mean, .nightLevel), ("LMx", night.maximum, .nightLevel), ("LMn", night.minimum, .nightLevel),
        ]
        return levels.compactMap { code, value, measure in
            value.flatMap { FactorReport.level(code, $0, .good, measure) }
        }
    }

    /// The level of day and night; nil unless both are known.
    private var dayNightLevel: Double? {
        guard let day = day.mean, let night = night.mean else { return nil }
        return 10 * log10((16 * pow(10, day / 10) + 8 * pow(10, (night + 10) / 10)) / 24)
    }
}
