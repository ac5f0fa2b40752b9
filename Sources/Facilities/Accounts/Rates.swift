/// How completely a device's data came over one day or several, as the three rates that platforms ask for. Their bases
/// are our own definition, since no source gives one:
///
/// - online (在线率): minutes with a value, of all minutes in which the device was there;
/// - validity (有效率): valid hours of the hours that have passed; an hour is valid with 45 minutes of valid data;
/// - transfer (传输率): samples that the broker has accepted, of those that came. A sample that is sent later counts once
///   it is accepted, so that the rate of a past day may rise.
public struct Rates: Hashable, Sendable {
    /// One of the three rates.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case online, validity, transfer

        public var title: Text {
            switch self {
            case .online: Text(zh: "在线率", en: "online")
            case .validity: Text(zh: "有效率", en: "valid")
            case .transfer: Text(zh: "传输率", en: "transferred")
            }
        }
    }

    /// The minutes in which the device was there.
    public var expected = 0
    /// The minutes with a value.
    public var usable = 0
    /// The whole hours that have passed.
    public var hours = 0
    /// The valid hours of these.
    public var validHours = 0
    /// The hours in which a quantity fell short, by the quantity.
    public var short: [String: Int] = [:]
    /// The days that can be judged as valid or not.
    public var days = 0
    /// The valid days of these.
    public var validDays = 0
    /// The samples that came.
    public var samples = 0
    /// Samples that the broker has accepted; nil where no broker is configured.
    public var delivered: Int?

    /// The rate below which it is low: HJ 356 calls a month's capture below 90 % abnormal, and platforms ask for 90 %
    /// of each rate (both by public rule sets; not read in their sources).
    public static let least = 0.9

    public init(_ days: some Sequence<DeviceDay>, delivered: Int? = nil) {
        for day in days {
            expected += day.expected
            usable += day.usable
            hours += day.hours
            validHours += day.validHours
            short.merge(day.short ?? [:], uniquingKeysWith: +)
            samples += day.samples
            guard let isValid = day.isValid else { continue }
            self.days += 1
            validDays += isValid ? 1 : 0
        }
        self.delivered = delivered
    }

    /// The rate, 0 to 1; nil where it has no base.
    public subscript(kind: Kind) -> Double? {
        switch kind {
        case .online: Self.share(usable, of: expected)
        case .validity: Self.share(validHours, of: hours)
        case .transfer: delivered.flatMap { Self.share($0, of: samples) }
        }
    }

    /// Returns a part as a share, at most 1: samples that were sent twice, as after a crash, do not count twice.
    private static func share(_ part: Int, of whole: Int) -> Double? {
        guard whole > 0 else { return nil }
        return min(1, Double(part) / Double(whole))
    }

    /// Whether a rate is below `least`; false where it has no base.
    public func isLow(_ kind: Kind) -> Bool {
        guard let rate = self[kind] else { return false }
        return rate < Self.least
    }

    /// The quantity that made most hours invalid; nil where several did alike, as when the device itself did not
    /// answer.
    public var shortest: Quantity? {
        let most = short.values.max()
        let names = short.filter { $0.value == most }.keys
        guard names.count == 1, let name = names.first else { return nil }
        return Quantity(rawValue: name)
    }
}

/// The encoded form contains the counts, and the rates that follow from them.
extension Rates: Codable {
    private enum Key: String, CodingKey {
        case expected, usable, hours, validHours, short, days, validDays, samples, delivered
        case online, validity, transfer
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        expected = try container.decode(Int.self, forKey: .expected)
        usable = try container.decode(Int.self, forKey: .usable)
        hours = try container.decode(Int.self, forKey: .hours)
        validHours = try container.decode(Int.self, forKey: .validHours)
        short = try container.decode([String: Int].self, forKey: .short)
        days = try container.decode(Int.self, forKey: .days)
        validDays = try container.decode(Int.self, forKey: .validDays)
        samples = try container.decode(Int.self, forKey: .samples)
        delivered = try container.decodeIfPresent(Int.self, forKey: .delivered)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(expected, forKey: .expected)
        try container.encode(usable, forKey: .usable)
        try container.encode(hours, forKey: .hours)
        try container.encode(validHours, forKey: .validHours)
        try container.encode(short, forKey: .short)
        try container.encode(days, forKey: .days)
        try container.encode(validDays, forKey: .validDays)
        try container.encode(samples, forKey: .samples)
        try container.encodeIfPresent(delivered, forKey: .delivered)
        try container.encodeIfPresent(self[.online]?.share, forKey: .online)
        try container.encodeIfPresent(self[.validity]?.share, forKey: .validity)
        try container.encodeIfPresent(self[.transfer]?.share, forKey: .transfer)
    }
}

extension Double {
    /// A share with four decimals, rounded down: only all of it is 1, and a low rate stays low.
    public var share: Double { (self * 10_000).rounded(.down) / 10_000 }

    /// A share in per cent with one decimal, rounded down: `99.9`, and `100` only for all of it.
    public var percent: String { ((self * 1000 + 1e-9).rounded(.down) / 10).plainText(decimals: 1) }
}
