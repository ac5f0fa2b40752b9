import Facilities

/// Time as deadlines count it: only in the service hours of each day, where a site has them. Weekends and holidays count
/// as other days do.
struct ServiceTime: Sendable {
    /// Milliseconds since local midnight.
    private let hours: Range<Int64>
    private let utcOffset: Int

    private static let day: Int64 = 86_400_000

    /// - Parameter seconds: since local midnight; all day if nil, or if there are none.
    init(_ seconds: Range<Int>?, utcOffset: Int) {
        let hours = seconds.map { Int64($0.lowerBound) * 1000..<Int64($0.upperBound) * 1000 }?.clamped(to: 0..<Self.day)
        self.hours = hours.flatMap { $0.isEmpty ? nil : $0 } ?? 0..<Self.day
        self.utcOffset = utcOffset
    }

    private var perDay: Int64 { hours.upperBound - hours.lowerBound }

    /// How much of it there is between two moments; nothing if they are the other way round.
    func elapsed(from begin: Timestamp, to end: Timestamp) -> Duration {
        .milliseconds(max(0, served(until: end) - served(until: begin)))
    }

    /// When so much of it has passed since a moment.
    func end(of duration: Duration, from begin: Timestamp) -> Timestamp {
        guard duration > .zero else { return begin }
        let target = served(until: begin) + duration.milliseconds
        // What fills whole days ends with the hours of the last of them, not as the next ones begin.
        let (days, rest) = (target - 1).quotientAndRemainder(dividingBy: perDay)
        return Day(number: days).start(utcOffset: utcOffset) + .milliseconds(hours.lowerBound + rest + 1)
    }

    /// Milliseconds of it since 1970.
    private func served(until time: Timestamp) -> Int64 {
        let day = time.day(utcOffset: utcOffset)
        let clock = (time - day.start(utcOffset: utcOffset)).milliseconds
        return day.number * perDay + min(max(clock, hours.lowerBound), hours.upperBound) - hours.lowerBound
    }

    /// What to say of it: `（只计08:00–17:00）`; nothing where it runs all day.
    var note: Text {
        guard perDay < Self.day else { return Text(zh: "", en: "") }
        let span = "\(clock(hours.lowerBound))–\(clock(hours.upperBound))"
        return Text(zh: "（只计\(span)）", en: " (\(span) only)")
    }

    private func clock(_ milliseconds: Int64) -> String {
        let minutes = milliseconds / 60_000
        return [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
