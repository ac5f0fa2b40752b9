import Facilities

/// What is known of one channel at one moment.
struct ObservedChannel: Hashable, Sendable {
    /// As it is declared, or as it was first seen.
    var channel: Channel
    /// When its device last gave a sample, whatever came of it.
    var seen: Timestamp
    /// When it first did, or when a value that limits may be judged by last came.
    var supplied: Timestamp
    /// The shortest time between two samples in milliseconds, for a channel of which nobody declared the period.
    private var interval: Int64?
    /// The newest value by which limits may be judged.
    var usable: Newest?
    /// The newest value of any worth.
    var number: Newest?

    struct Newest: Codable, Hashable, Sendable {
        var measured: Measured
        var at: Timestamp
    }

    init(_ channel: Channel, at time: Timestamp) {
        self.channel = channel
        (seen, supplied) = (time, time)
    }

    var id: Channel.ID { channel.id }
    var quantity: Quantity { channel.id.quantity }
    var device: DeviceID { channel.id.device }

    /// - Parameter isDeclared: whether the period is the configuration's.
    mutating func take(_ reading: Reading, at time: Timestamp, isDeclared: Bool) {
        if !isDeclared, time > seen {
            let elapsed = (time - seen).milliseconds
            interval = min(interval ?? elapsed, elapsed)
        }
        seen = time
        if let measured = reading.measured(.numbers) { number = Newest(measured: measured, at: time) }
        if let measured = reading.measured(.limits) {
            usable = Newest(measured: measured, at: time)
            supplied = time
        }
    }

    /// When a value of this worth last came, or else when the channel was first seen.
    func supplied(_ worth: Worth) -> Timestamp {
        guard worth == .numbers, let number else { return supplied }
        return max(supplied, number.at)
    }

    /// How long the newest value counts.
    var freshness: Duration { max(.minutes(5), channel.period.tripled) }

    /// The newest value of this worth, while it is fresh.
    func fresh(_ worth: Worth, at time: Timestamp) -> Measured? {
        guard let newest = worth == .numbers ? number : usable, time - newest.at <= freshness else { return nil }
        return newest.measured
    }

    /// Over which gaps between its values delays and sums go on.
    var gap: Gap { Gap(period: max(channel.period, .milliseconds(interval ?? 0))) }
}

extension ObservedChannel: Codable {
    private enum Key: String, CodingKey { case id, seen, supplied, interval, usable, number }

    /// Place, period and range are the configuration's, and are not remembered.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(seen, forKey: .seen)
        try container.encode(supplied, forKey: .supplied)
        try container.encodeIfPresent(interval, forKey: .interval)
        try container.encodeIfPresent(usable, forKey: .usable)
        try container.encodeIfPresent(number, forKey: .number)
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let id = try container.decode(Channel.ID.self, forKey: .id)
        channel = Channel(id.device, id.quantity)
        seen = try container.decode(Timestamp.self, forKey: .seen)
        supplied = try container.decode(Timestamp.self, forKey: .supplied)
        interval = try container.decodeIfPresent(Int64.self, forKey: .interval)
        usable = try container.decodeIfPresent(Newest.self, forKey: .usable)
        number = try container.decodeIfPresent(Newest.self, forKey: .number)
    }
}
