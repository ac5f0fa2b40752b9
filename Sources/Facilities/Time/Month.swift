/// A month of the Gregorian calendar.
public struct Month: Hashable, Sendable, CustomStringConvertible, Codable {
    private let first: Day

    /// The month in which a day is.
    public init(_ day: Day) {
        first = day + (1 - day.civil.day)
    }

    /// Reads `2026-11`; nil when there is no such month.
    public init?(_ text: String) {
        guard let day = Day(text + "-01") else { return nil }
        first = day
    }

    /// The days from the first to the last.
    public var days: ClosedRange<Day> { first...first.adding(months: 1) + -1 }

    /// `2026-11`
    public var description: String { String(first.description.dropLast(3)) }

    public init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let month = Month(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is no month; write 2026-11"))
        }
        self = month
    }

    public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}
