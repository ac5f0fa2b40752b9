/// The minutes of one day in which a channel gave values.
struct SeenDay {
    /// Whether there is a value, for each minute of the day.
    private(set) var isThere: [Bool]
    /// Whether the minute belongs to an hour of which only the number of values is stored.
    private(set) var isNotKept: [Bool]
    private(set) var count: Int

    /// Derives a day from a month.
    ///
    /// - Parameters:
    ///   - hours: the number of minutes with a value, by the hour of the month.
    ///   - minutes: the minutes of the month with a value, for hours in which some have none.
    ///   - base: the first minute of the day in the month.
    ///   - length: the number of minutes of the day that are over.
    init(_ hours: [Int: Int], _ minutes: MinuteSet, from base: Int, of length: Int) {
        isThere = Array(repeating: false, count: length)
        isNotKept = isThere
        count = 0
        for hour in stride(from: 0, to: length, by: 60) {
            let time = hour..<min(hour + 60, length)
            let known = hours[(base + hour) / 60] ?? 0
            if known >= time.count {
                for minute in time { isThere[minute] = true }
                count += time.count
                continue
            }
            for minute in time where minutes.contains(base + minute) { isThere[minute] = true }
            let found = time.count { isThere[$0] }
            count += max(found, known)
            guard known > found else { continue }
            for minute in time {
                (isThere[minute], isNotKept[minute]) = (minute - hour < known, minute - hour >= known)
            }
        }
    }
}
