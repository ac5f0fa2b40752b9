import Facilities

/// The state of one channel.
struct ObservedChannel: Hashable, Sendable {
    /// The channel as it is declared, or as it was first seen.
    var channel: Channel
    /// The time of its device's newest sample, whatever its quality.
    var seen: Timestamp
    /// The time of the newest value that limits may be judged by, or else that of the first sample.
    var supplied: Timestamp
    /// The shortest time between two samples, in milliseconds, for a channel without a declared period.
    private var interval: Int64?
    /// The newest value that limits may be judged by.
    var usable: Newest?
    /// The newest value of any worth.
    var number: Newest?

    struct Newest: Hashable, Sendable {
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

    /// Takes a reading in. Returns whether limits may be judged by it.
    ///
    /// - Parameter isDeclared: Whether the configuration gives the period.
    mutating func take(_ reading: Reading, at time: Timestamp, isDeclared: Bool) -> Bool {
        if !isDeclared, time > seen {
            let elapsed = (time - seen).milliseconds
            interval = min(interval ?? elapsed, elapsed)
        }
        seen = time
        guard let measured = reading.measured(.numbers) else { return false }
        number = Newest(measured: measured, at: time)
        guard let measured = reading.measured(.limits) else { return false }
        usable = Newest(measured: measured, at: time)
        supplied = time
        return true
    }

    /// Returns the time of the newest value of this worth, or else that of the first sample.
    func supplied(_ worth: Worth) -> Timestamp {
        guard worth == .numbers, let number else { return supplied }
        return max(supplied, number.at)
    }

    /// The time for which the newest value counts.
    var freshness: Duration { max(.minutes(5), channel.period.tripled) }

    /// Returns the newest value of this worth while it is fresh; nil after that.
    func fresh(_ worth: Worth, at time: Timestamp) -> Measured? {
        let value = worth == .numbers ? number : usable
        guard let newest = value, time - newest.at <= freshness else { return nil }
        return newest.measured
    }

    /// The gap between its values over which delays and sums continue.
    var gap: Gap { Gap(period: max(channel.period, .milliseconds(interval ?? 0))) }
}

extension ObservedChannel: Codable {
    private enum Key: String, CodingKey { case id, seen, supplied, interval, usable, number }

    /// Encodes what is remembered; place, period and range come from the configuration. What mostly equals something else
    /// is omitted where it does: a gateway stores the states of all channels each minute.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(seen, forKey: .seen)
        if supplied != seen { try container.encode(supplied, forKey: .supplied) }
        try container.encodeIfPresent(interval, forKey: .interval)
        if let usable { try container.encode(usable.stored(suppliedAt: supplied), forKey: .usable) }
        if let number, number != usable { try container.encode(number.stored(suppliedAt: supplied), forKey: .number) }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let id = try container.decode(Channel.ID.self, forKey: .id)
        channel = Channel(id.device, id.quantity)
        let seen = try container.decode(Timestamp.self, forKey: .seen)
        let supplied = try container.decodeIfPresent(Timestamp.self, forKey: .supplied) ?? seen
        (self.seen, self.supplied) = (seen, supplied)
        interval = try container.decodeIfPresent(Int64.self, forKey: .interval)
        let usable = try container.decodeIfPresent(StoredNewest.self, forKey: .usable)?.newest(suppliedAt: supplied)
        self.usable = usable
        number =
            try container.decodeIfPresent(StoredNewest.self, forKey: .number)?.newest(suppliedAt: supplied) ?? usable
    }
}

/// A newest value as it is encoded: without its time where that is when the channel supplied its last one.
private struct StoredNewest: Codable {
    var measured: Measured
    var at: Timestamp?

    func newest(suppliedAt supplied: Timestamp) -> ObservedChannel.Newest {
        ObservedChannel.Newest(measured: measured, at: at ?? supplied)
    }
}

extension ObservedChannel.Newest {
    fileprivate func stored(suppliedAt supplied: Timestamp) -> StoredNewest {
        StoredNewest(measured: measured, at: at == supplied ? nil : at)
    }
}
