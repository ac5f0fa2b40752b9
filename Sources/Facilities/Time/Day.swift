/// A day of the Gregorian calendar.
public struct Day: Comparable, Hashable, Sendable {
    /// Days since 1970-01-01.
    public var number: Int64

    public init(number: Int64) {
        self.number = number
    }

    public static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }

    /// Returns the day that is some days later.
    public static func + (day: Day, days: Int) -> Day {
        Day(number: day.number + Int64(days))
    }

    /// Returns midnight at its begin, where clocks are `utcOffset` seconds ahead of UTC.
    public func start(utcOffset: Int) -> Timestamp {
        Timestamp(seconds: number * 86_400 - Int64(utcOffset))
    }
}

extension Day {
    /// Nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, 1...Self.length(ofMonth: month, in: year) ~= day else { return nil }
        self.init(number: Self.number(year, month, day))
    }

    /// The year, the month from 1 and the day of the month from 1.
    public var civil: (year: Int, month: Int, day: Int) {
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
        let shifted = number + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
    }

    /// Returns the same day of the month `months` later, or that month's last day if it has no such day: 30 November
    /// and three months is 28 February.
    public func adding(months: Int) -> Day {
        let (year, month, day) = civil
        let total = year * 12 + month - 1 + months
        let (newYear, newMonth) = (total / 12, total % 12 + 1)
        return Day(number: Self.number(newYear, newMonth, min(day, Self.length(ofMonth: newMonth, in: newYear))))
    }

    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        // The same paper, days_from_civil.
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.floorDivided(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Day: CustomStringConvertible, Codable {
    /// ISO 8601: `2026-11-22`.
    public var description: String {
        let (year, month, day) = civil
        return "\(year, digits: 4)-\(month, digits: 2)-\(day, digits: 2)"
    }

    /// Reads what `description` writes; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    public init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let day = Day(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is no day; write 2026-11-22")
            )
        }
        self = decoder.clockShift?.corrected(day) ?? day
    }

    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isNumber }
}

extension [UInt8] {
    /// Appends a number as decimal text of at least so many digits, with zeros before it.
    mutating func append(decimal number: Int, digits: Int) {
        var rest = number
        let start = count
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
        for place in (start..<count).reversed() where rest > 0 {
            self[place] += UInt8(rest % 10)
            rest /= 10
        }
        // A year before 0 or after 9999.
        if rest != 0 { replaceSubrange(start..., with: "\(number, digits: digits)".utf8) }
    }
}

extension DefaultStringInterpolation {
    mutating func appendInterpolation(_ number: Int, digits: Int) {
        let text = String(number)
        appendLiteral(String(repeating: "0", count: max(0, digits - text.count)) + text)
    }
}
