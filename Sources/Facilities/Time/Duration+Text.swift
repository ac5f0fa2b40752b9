extension Duration {
    /// Whole milliseconds, rounded towards zero.
    public var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Seconds with their fraction.
    public var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }

    /// Hours with their fraction.
    public var inHours: Double { inSeconds / 3600 }
    /// Days of 24 hours with their fraction.
    public var inDays: Double { inSeconds / 86_400 }

    /// Returns so many minutes.
    public static func minutes(_ minutes: Int) -> Duration { .seconds(minutes * 60) }
    /// Returns so many hours.
    public static func hours(_ hours: Int) -> Duration { .seconds(hours * 3600) }
    /// Returns so many days of 24 hours.
    public static func days(_ days: Int) -> Duration { .seconds(days * 86_400) }

    /// Reads a whole number and a unit, as configurations write it: `500ms`, `1s`, `15min`, `2h`, `30d`.
    /// Nil for anything else, also for a negative or an absurdly long one (over 100 years).
    public init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let amount = Int64(digits), amount <= 3_153_600_000_000 else { return nil }
        let unit: Int64? =
            switch text.dropFirst(digits.count).drop(while: { $0 == " " }) {
            case "ms": 1
            case "s": 1000
            case "min": 60_000
            case "h": 3_600_000
            case "d": 86_400_000
            default: nil
            }
        guard let unit, amount <= 3_153_600_000_000 / unit else { return nil }
        self = .milliseconds(amount * unit)
    }

    /// The shortest whole form that `init(_:)` reads: `90min`, not `5400s`.
    public var text: String {
        let units: [(Int64, String)] = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1000, "s"), (1, "ms")]
        let (unit, symbol) = units.first { milliseconds % $0.0 == 0 } ?? (1, "ms")
        return milliseconds == 0 ? "0s" : "\(milliseconds / unit)\(symbol)"
    }
}
