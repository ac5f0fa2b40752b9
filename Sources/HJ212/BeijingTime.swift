/// A moment as HJ 212 writes it: local time of Beijing, which has been 8 hours ahead of UTC all year since 1992, without a zone.
public struct BeijingTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    private static let offset: Int64 = 8 * 3_600_000
    private static let dayLength: Int64 = 86_400_000

    /// - Parameter milliseconds: since 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public static func < (left: BeijingTime, right: BeijingTime) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Reads 14 digits to the second (`DataTime`), or 17 to the millisecond (`QN`). Nil for anything else, and for a day or a time of day
    /// that does not exist.
    public init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 14 || digits.count == 17, digits.allSatisfy(\.isDigit) else { return nil }
        let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
        let (year, month, day) = (number(0..<4), number(4..<6), number(6..<8))
        let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
        guard year > 0, 1...12 ~= month, 1...Self.days(ofMonth: month, year) ~= day, hour < 24, minute < 60, second < 60
        else {
            return nil
        }
        let time = Int64(hour * 3600 + minute * 60 + second) * 1000 + Int64(digits.count == 17 ? number(14..<17) : 0)
        milliseconds = Self.dayNumber(year, month, day) * Self.dayLength + time - Self.offset
    }

    /// 14 digits to the second: `20261126194300`.
    public var description: String { String(digits.prefix(14)) }

    /// 17 digits to the millisecond: `20261126194300004`.
    public var toTheMillisecond: String { digits }

    private var digits: String {
        // The years that four digits can show.
        let bounds =
            Self.dayNumber(1, 1, 1) * Self.dayLength...Self.dayNumber(9999, 12, 31) * Self.dayLength + Self.dayLength
            - 1
        let local =
            min(max(milliseconds, bounds.lowerBound - Self.offset), bounds.upperBound - Self.offset) + Self.offset
        let dayNumber = (local - Self.remainder(local)) / Self.dayLength
        let (year, month, day) = Self.date(dayNumber)
        let time = Int(Self.remainder(local))
        let parts = [
            (year, 4), (month, 2), (day, 2), (time / 3_600_000, 2), (time / 60_000 % 60, 2), (time / 1000 % 60, 2),
            (time % 1000, 3),
        ]
        return parts.map { number, width in
            let text = String(number)
            return String(repeating: "0", count: width - text.count) + text
        }.joined()
    }

    private static func remainder(_ local: Int64) -> Int64 {
        let rest = local % dayLength
        return rest < 0 ? rest + dayLength : rest
    }

    private static func days(ofMonth month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 in the Gregorian calendar. March is the first month, so that the leap day is the last day of a year.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        let (march, years) = ((month + 9) % 12, month <= 2 ? year - 1 : year)
        return Int64(years * 365 + years / 4 - years / 100 + years / 400 + (march * 153 + 2) / 5 + day - 1) - 719_468
    }

    private static func date(_ number: Int64) -> (year: Int, month: Int, day: Int) {
        let days = Int(number) + 719_468
        let ofEra = days % 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * ofYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (yearOfEra + days / 146_097 * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * march + 2) / 5 + 1)
    }
}
