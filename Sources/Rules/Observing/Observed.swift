public import Facilities

/// A facility as it stands with one event: what happened, and what is known of everything that it measures. It is computed
/// once for each event, and rules see nothing else.
public struct Observed: Sendable {
    public let event: Event
    /// Time as the facility's events tell it; it does not go back.
    public let now: Timestamp
    public let facility: Facility
    /// Every channel that is declared, or of which a sample came within a day.
    let channels: ObservedChannels
    /// What the event's sample says of them; empty for other events.
    let told: [Told]
    /// Whether the fan runs: any fan is one too many to call it standing. Nil when nobody has told it lately.
    let fan: Bool?
    let air: Air
    let engine: Engine
    /// When the fan last stood, and when the engine did: what is measured of the air is not missed then.
    let fanStood: Timestamp?
    let engineStood: Timestamp?
    /// When a value of any channel last came that limits may be judged by.
    let heard: Timestamp?

    /// One reading of the event's sample.
    struct Told: Sendable {
        var channel: Channel
        var reading: Reading
        /// Over which gaps between the channel's values a delay continues.
        var gap: Gap

        var device: DeviceID { channel.id.device }

        func measured(_ worth: Worth) -> Measured? { reading.measured(worth) }
    }

    /// When it happened: a sample's own time.
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

    /// What the event's sample says of a quantity.
    func told(_ quantity: Quantity) -> some Sequence<Told> {
        told(where: { $0 == quantity })
    }

    /// What the event's sample says of some quantities, in its order. What it says of others, which is the most, is not
    /// copied.
    func told(where isWanted: @escaping (Quantity) -> Bool) -> some Sequence<Told> {
        let told = told
        return told.indices.lazy.filter { isWanted(told[$0].reading.quantity) }.map { told[$0] }
    }

    func tells(of quantities: Quantity...) -> Bool {
        told.contains { quantities.contains($0.reading.quantity) }
    }

    /// Whether the facility measures a quantity at all.
    func measures(_ quantity: Quantity) -> Bool { channels.measures(quantity) }

    func channel(_ device: DeviceID, _ quantity: Quantity) -> ObservedChannel? {
        channels.place(of: quantity, device).map { channels[$0] }
    }

    /// The channels of a quantity, in the order of all.
    func channels(of quantity: Quantity) -> ObservedChannels.Chosen { channels.of(quantity) }

    /// The channels of any of these quantities, in the order of all.
    func channels(of quantities: Quantity...) -> ObservedChannels.Chosen { channels.of(quantities) }

    /// The one figure of a quantity that several channels may measure, as `combine:` says; the newest value if that says
    /// nothing. Nil when the value of one of them is not fresh: a part is not the whole.
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

    /// Over which gaps a delay continues that goes by these quantities together.
    func gap(of quantities: Quantity...) -> Gap {
        var gap = Gap()
        for channel in channels.of(quantities) { gap = max(gap, channel.gap) }
        return gap
    }

    /// The longest period at which one of these quantities is read.
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

/// What the air carries into the adsorber and out of it. One without the other tells nothing of what is taken out.
struct Air: Sendable {
    /// VOC at inlet and outlet, mg/m³.
    var before: Measured?
    var after: Measured?
    /// m³/h
    var volume: Measured?

    /// VOC taken out of the air, mg/m³. Negative when more comes out than went in.
    var removed: Double? {
        guard let before, let after else { return nil }
        return before.value - after.value
    }
}

/// What an engine does.
struct Engine: Sendable {
    /// rpm; nil when nobody has told it lately.
    var speed: Double?
    /// °C; nil when nobody has told it lately.
    var exhaust: Double?
    var measuresExhaust = false

    func turns(above limit: Limit) -> Bool? { speed.map { $0 > limit.value } }

    /// Whether it turns faster than a limit with its exhaust warmer than another; where the exhaust's temperature is not
    /// measured it counts as warm.
    func works(above limit: Limit, warmerThan warm: Limit) -> Bool? {
        let isWarm = measuresExhaust ? exhaust.map { $0 > warm.value } : true
        return switch (turns(above: limit), isWarm) {
        case (false, _), (_, false): false
        case (true, true): true
        default: nil
        }
    }
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

    /// Below it no engine runs by itself.
    static let engineOnSpeed = Limit.ownDefault(
        "engineOnSpeed", 300, .rpm, in: 50...2000, looser: .above, addressee: .installer)

    /// Above it an engine works, and its aftertreatment too.
    static let warmExhaust = Limit.ownDefault(
        "warmExhaust", 200, .celsius, in: 0...600, looser: .above, addressee: .installer)
}
