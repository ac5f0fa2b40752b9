public import Facilities

/// A facility as it stands with one event: what happened, and what is known of everything that it measures. It is
/// computed once for each event, and is all that rules see.
public struct Observed: Sendable {
    /// The event. Rules read the records and samples in it.
    public let event: Event
    /// The time of the facility's events; it does not go back.
    public let now: Timestamp
    /// The facility, with the limits and channels of its configuration.
    public let facility: Facility
    /// Every channel that is declared, or had a sample within a day.
    let channels: ObservedChannels
    /// The readings of the event's sample; empty for other events.
    let newReadings: NewReadings
    /// Whether the fan runs; with several, whether any does. Nil when none has reported its state lately.
    let fan: Bool?
    let air: Air
    let engine: Engine
    /// The time at which the fan last stood: no value of the air is missed then.
    let fanStood: Timestamp?
    /// The time at which the engine last stood.
    let engineStood: Timestamp?
    /// The time of the newest value of any channel that limits may be judged by.
    let heard: Timestamp?

    /// One reading of the event's sample.
    struct NewReading: Sendable {
        var channel: Channel
        var reading: Reading
        /// The gap between the channel's values over which a delay continues.
        var gap: Gap

        var device: DeviceID { channel.id.device }

        func measured(_ worth: Worth) -> Measured? { reading.measured(worth) }
    }

    /// The event's own time: for a sample that of the device's answer.
    var time: Timestamp { event.time }

    /// Whether it happens now, as samples and ticks do.
    var isOfNow: Bool {
        switch event {
        case .sample, .tick: true
        case .record, .evidence: false
        }
    }

    var record: Record? { if case .record(let record) = event { record } else { nil } }
    var today: Day { day(now) }

    func day(_ time: Timestamp) -> Day { time.day(utcOffset: facility.utcOffset) }

    /// Returns the readings of a quantity in the event's sample.
    func newReadings(of quantity: Quantity) -> NewReadings.OfQuantity {
        newReadings.of(quantity, isMeasured: measures(quantity))
    }

    /// Returns the readings of some quantities in the event's sample, in its order. The others, which are the most, are
    /// not copied.
    func newReadings(where isWanted: @escaping (Quantity) -> Bool) -> some Sequence<NewReading> {
        let all = newReadings
        let wanted = all.indices.lazy.filter { isWanted(all.readings[$0].quantity) }
        return wanted.map { all[$0] }
    }

    /// Whether the event's sample has a reading of any of these quantities.
    func hasNewReading(of quantities: Quantity...) -> Bool { hasNewReading(of: quantities) }

    /// Whether the event's sample has a reading of any of these quantities.
    func hasNewReading(of quantities: [Quantity]) -> Bool {
        quantities.contains { quantity in
            measures(quantity) && newReadings.readings.contains { $0.quantity == quantity }
        }
    }

    /// Whether the facility measures a quantity at all.
    func measures(_ quantity: Quantity) -> Bool { channels.measures(quantity) }

    func channel(_ device: DeviceID, _ quantity: Quantity) -> ObservedChannel? {
        channels.place(of: quantity, device).map { channels[$0] }
    }

    /// Returns what is known of a channel; nil where neither a declaration nor a sample names it.
    func channel(_ id: Channel.ID) -> ObservedChannel? { channel(id.device, id.quantity) }

    /// Returns the channels of a quantity, in the order of all.
    func channels(of quantity: Quantity) -> ObservedChannels.Chosen { channels.of(quantity) }

    /// Returns the channels of any of these quantities, in the order of all.
    func channels(of quantities: Quantity...) -> ObservedChannels.Chosen { channels.of(quantities) }

    /// Returns the one figure of a quantity that several channels may measure, as `combine:` says, or else the newest
    /// value. Nil when the value of one of them is not fresh: a part is not the whole.
    func figure(_ quantity: Quantity) -> Measured? { Self.figure(quantity, channels, facility, at: time) }

    static func figure(
        _ quantity: Quantity, _ channels: ObservedChannels, _ facility: Facility, at time: Timestamp
    ) -> Measured? {
        guard let combination = facility.combine[quantity] else {
            var newest: ObservedChannel?
            for channel in channels.of(quantity) {
                if channel.usable?.at ?? .distantPast >= newest?.usable?.at ?? .distantPast { newest = channel }
            }
            return newest?.fresh(.limits, at: time)
        }
        let parts = channels.of(quantity).map { $0.fresh(.limits, at: time) }
        let values = parts.compactMap(\.self)
        guard values.count == parts.count, let value = combination.combine(values.map(\.value)) else { return nil }
        return Measured(value, values.first { $0.bound != .exact }?.bound ?? .exact)
    }

    /// Returns the gap over which a delay continues that depends on these quantities together.
    func gap(of quantities: Quantity...) -> Gap {
        var gap = Gap()
        for channel in channels.of(quantities) { gap = max(gap, channel.gap) }
        return gap
    }

    /// Returns the longest period of these quantities.
    func period(of quantities: Quantity...) -> Duration {
        var longest = Duration.seconds(1)
        for channel in channels.of(quantities) {
            longest = max(longest, channel.channel.period)
        }
        return longest
    }
}

extension Timestamp {
    static let distantPast = Timestamp(milliseconds: .min)
}

extension Limit {
    /// The current above which a fan counts as running.
    static let fanOnCurrent = ownDefault(
        "fanOnCurrent", 0.5, .ampere, in: 0.01...1000, looser: .above, addressee: .installer)

    /// The current above which a purifier counts as on: an electrostatic one takes some tenths of an ampere at 220 V.
    static let purifierOnCurrent = Limit.ownDefault(
        "purifierOnCurrent", 0.1, .ampere, in: 0.001...100, looser: .below, addressee: .installer)

    /// The current above which production counts as running.
    static let productionOnCurrent = Limit.ownDefault(
        "productionOnCurrent", 0.5, .ampere, in: 0.01...1000, looser: .above, addressee: .installer)

    /// The speed above which an engine counts as running: below it no engine runs by itself.
    static let engineOnSpeed = Limit.ownDefault(
        "engineOnSpeed", 300, .rpm, in: 50...2000, looser: .above, addressee: .installer)

    /// The exhaust temperature above which an engine works, and its aftertreatment too.
    static let warmExhaust = Limit.ownDefault(
        "warmExhaust", 200, .celsius, in: 0...600, looser: .above, addressee: .installer)
}
