/// The light of each hour of a day, as it is counted while the day passes.
public struct HourLights: Codable, Hashable, Sendable {
    /// The lights of the hours that are over, from midnight on; nil for an hour that nobody saw for `least`.
    private var ended: [Light?] = []
    /// Milliseconds of the hour that is open, by the light's name.
    private var open: [String: Int64] = [:]

    /// How long a light must have held in an hour to stand for it.
    public static let least = Duration.minutes(5)

    public init() {}

    /// Counts the time in which a light held.
    ///
    /// - Parameter time: The milliseconds since midnight on site. A time before the open hour comes from a clock that
    ///   was set back: the hours from there are counted again.
    public mutating func add(_ light: Light, _ time: Range<Int64>) {
        var at = max(0, time.lowerBound)
        while at < min(time.upperBound, 24 * Self.hour) {
            let end = min(time.upperBound, (at / Self.hour + 1) * Self.hour)
            begin(hour: Int(at / Self.hour))
            open[light.rawValue, default: 0] += end - at
            at = end
        }
    }

    /// Returns the lights of all hours that have begun; 24 for a day that is over.
    ///
    /// - Parameter isOver: Whether the day is over.
    public func lights(isOver: Bool) -> [Light?] {
        var all = self
        all.begin(hour: isOver ? 24 : ended.count + 1)
        return all.ended
    }

    private mutating func begin(hour: Int) {
        if hour < ended.count { (ended, open) = (Array(ended.prefix(hour)), [:]) }
        while ended.count < hour {
            ended.append(worst)
            open = [:]
        }
    }

    /// The worst light that held for long enough.
    private var worst: Light? {
        [Light.red, .grey, .yellow, .green].first { open[$0.rawValue] ?? 0 >= Self.least.milliseconds }
    }

    private static let hour: Int64 = 3_600_000
}
