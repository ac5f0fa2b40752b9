/// A moment in milliseconds since 1970-01-01T00:00:00Z. The type cannot read the clock: only `Gateway` can.
public struct Timestamp: Comparable, Hashable, Sendable {
    /// The milliseconds since 1970-01-01T00:00:00Z; negative before that.
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public init(seconds: Int64) {
        milliseconds = seconds * 1000
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Returns the time from one moment to another.
    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }

    /// Returns the moment after a duration; a sum that does not fit 64 bits traps, see `moved`.
    public static func + (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds + duration.milliseconds)
    }

    /// Returns the moment before a duration.
    public static func - (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds - duration.milliseconds)
    }
}

extension Timestamp {
    /// Returns the moment after a duration, or the last or first possible one where there is none so far away. A stored
    /// time may be any number.
    public func moved(by duration: Duration) -> Timestamp {
        let (sum, isTooFar) = milliseconds.addingReportingOverflow(duration.milliseconds)
        guard isTooFar else { return Timestamp(milliseconds: sum) }
        return Timestamp(milliseconds: duration < .zero ? .min : .max)
    }
}

extension Range<Timestamp> {
    /// The range that contains every time of a clock: some 35,000 years on each side of 1970.
    public static var always: Self { Timestamp(milliseconds: -(1 << 50))..<Timestamp(milliseconds: 1 << 50) }
}

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC: `2026-11-23T02:00:00Z`, with milliseconds where there are any: `2026-11-23T02:00:00.125Z`.
    public var description: String {
        var bytes = bytes(utcOffset: 0, separator: UInt8(ascii: "T"))
        let fraction = Int(milliseconds - milliseconds.floorDivided(by: 1000) * 1000)
        if fraction != 0 {
            bytes.append(UInt8(ascii: "."))
            bytes.append(decimal: fraction, digits: 3)
        }
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Returns the text of the second, without a zone. It is written byte by byte, since an export has two such texts a
    /// line.
    private func bytes(utcOffset: Int, separator: UInt8) -> [UInt8] {
        let (year, month, day) = day(utcOffset: utcOffset).civil
        let clock = Int(secondsOfDay(utcOffset: utcOffset))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        bytes.append(decimal: year, digits: 4)
        for (mark, number) in [
            (UInt8(ascii: "-"), month), (UInt8(ascii: "-"), day), (separator, clock / 3600),
            (UInt8(ascii: ":"), clock / 60 % 60), (UInt8(ascii: ":"), clock % 60),
        ] {
            bytes.append(mark)
            bytes.append(decimal: number, digits: 2)
        }
        return bytes
    }

    /// Reads what `description` writes; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(String(parts[0])), parts[1].hasSuffix("Z"),
            let time = Self.milliseconds(ofClock: parts[1].dropLast())
        else { return nil }
        self = day.start(utcOffset: 0) + .milliseconds(time)
    }

    /// Reads a time with its distance from UTC, as RFC 3339 has it: `2026-11-23T10:00:00+08:00`; nil for anything else.
    public init?(rfc3339 text: String) {
        if let time = Timestamp(text) {
            self = time
            return
        }
        guard let sign = text.last(where: { $0 == "+" || $0 == "-" }), let start = text.lastIndex(of: sign),
            let time = Timestamp(text[..<start] + "Z"),
            let offset = Self.milliseconds(ofClock: text[text.index(after: start)...] + ":00")
        else { return nil }
        self = sign == "+" ? time - .milliseconds(offset) : time + .milliseconds(offset)
    }

    private static func milliseconds(ofClock text: Substring) -> Int64? {
        let parts = text.split(whereSeparator: { ":.".contains($0) })
        let lengths = parts.map(\.count)
        guard lengths == [2, 2, 2] || lengths == [2, 2, 2, 3], parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) })
        else { return nil }
        var numbers = parts.compactMap { Int64($0) }
        if parts.count == 3 { numbers.append(0) }
        guard numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { return nil }
        return (numbers[0] * 3600 + numbers[1] * 60 + numbers[2]) * 1000 + numbers[3]
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let time = Timestamp(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "\(text) is no time; write 2026-11-23T02:00:00Z")
            )
        }
        self = decoder.clockShift?.corrected(time) ?? time
    }

    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}

extension Timestamp {
    /// Returns the calendar day of this moment where clocks are `utcOffset` seconds ahead of UTC.
    public func day(utcOffset: Int) -> Day {
        Day(number: (milliseconds + Int64(utcOffset) * 1000).floorDivided(by: 86_400_000))
    }

    /// Returns the seconds since midnight where clocks are `utcOffset` seconds ahead of UTC, 0 ..< 86,400.
    public func secondsOfDay(utcOffset: Int) -> Int64 {
        let local = milliseconds + Int64(utcOffset) * 1000
        return (local - local.floorDivided(by: 86_400_000) * 86_400_000) / 1000
    }

    /// Returns the local time of a place that is so many seconds ahead of UTC: `2026-11-23 10:00:00`.
    public func onSite(_ utcOffset: Int) -> String {
        String(decoding: bytes(utcOffset: utcOffset, separator: UInt8(ascii: " ")), as: UTF8.self)
    }

    /// Returns the begin of the interval of `length` that contains this moment, counted from 1970: quarter hours and
    /// hours begin on the hour in every time zone that is a whole number of them away from UTC.
    public func start(ofInterval length: Duration) -> Timestamp {
        Timestamp(milliseconds: milliseconds.floorDivided(by: length.milliseconds) * length.milliseconds)
    }
}

extension Int64 {
    func floorDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
