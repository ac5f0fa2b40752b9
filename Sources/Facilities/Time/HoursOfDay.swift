/// A part of the day as people write it: `08:30-17:30`.
public enum HoursOfDay {
    /// Returns the seconds since midnight; nil for anything else, also for hours past midnight.
    public static func range(_ text: String) -> Range<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(seconds)
        guard ends.count == 2, let from = ends[0], let until = ends[1], from < until else { return nil }
        return from..<until
    }

    /// Returns the seconds since midnight of `08:30`; `24:00` is the midnight at the day's end. Nil for anything else.
    public static func seconds(ofClock text: Substring) -> Int? {
        let parts = text.split(separator: ":").map { Int($0) }
        guard parts.count == 2, let hours = parts[0], let minutes = parts[1], 0..<60 ~= minutes,
            0...24 * 60 ~= hours * 60 + minutes
        else { return nil }
        return (hours * 60 + minutes) * 60
    }
}
