import Facilities

/// Time as deadlines count it: only in the service hours of each day, where a site has them. Weekends and holidays
/// count as other days do.
struct ServiceTime: Sendable {
    /// The service hours, in milliseconds since local midnight.
    private let hours: Range<Int64>
    private let utcOffset: Int

    private static let day: Int64 = 86_400_000

    /// Creates the service time.
    ///
    /// - Parameter seconds: The service hours in seconds since local midnight; all day where it is nil or empty.
    init(_ seconds: Range<Int>?, utcOffset: Int) {
        let hours = seconds.map { Int64($0.lowerBound) * 1000..<Int64($0.upperBound) * 1000 }?.clamped(to: 0..<Self.day)
        self.hours = hours.flatMap { $0.isEmpty ? nil : $0 } ?? 0..<Self.day
        self.utcOffset = utcOffset
    }

    private var perDay: Int64 { hours.upperBound - hours.lowerBound }

    /// Returns the service time between two moments; zero where they are in the other order.
    func elapsed(from begin: Timestamp, to end: Timestamp) -> Duration {
        .milliseconds(max(0, served(until: end) - served(until: begin)))
    }

    /// Returns the moment at which a duration of service time has passed since another moment.
    func end(of duration: Duration, from begin: Timestamp) -> Timestamp {
        guard duration > .zero else { return begin }
        let target = served(until: begin) + duration.milliseconds
        // A deadline of whole working days ends at the close of the last day, not at the opening of the next.
        let (days, rest) = (target - 1).quotientAndRemainder(dividingBy: perDay)
        return Day(number: days).start(utcOffset: utcOffset) + .milliseconds(hours.lowerBound + rest + 1)
    }

    /// Returns the milliseconds of service time since 1970.
    private func served(until time: Timestamp) -> Int64 {
        let day = time.day(utcOffset: utcOffset)
        let clock = (time - day.start(utcOffset: utcOffset)).milliseconds
        return day.number * perDay + min(max(clock, hours.lowerBound), hours.upperBound) - hours.lowerBound
    }

    /// The note on it: `（只计08:00–17:00）`; empty where it runs all day.
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
