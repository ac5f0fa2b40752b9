/// The two parts of a day for which GB 12523 sets limits of noise: day from 06:00 to 22:00, and night.
public enum NoiseLimitTime: Hashable, Sendable {
    case day, night

    /// - Parameter utcOffset: how far local clocks are ahead of UTC, in seconds.
    public init(at time: Timestamp, utcOffset: Int) {
        self = (6 * 3600..<22 * 3600).contains(time.secondsOfDay(utcOffset: utcOffset)) ? .day : .night
    }

    public var title: Text {
        switch self {
        case .day: Text(zh: "昼间", en: "by day")
        case .night: Text(zh: "夜间", en: "by night")
        }
    }
}
