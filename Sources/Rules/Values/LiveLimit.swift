import Facilities

/// Live values above their limit, each channel by itself, judged while the fan runs: while that stands everything stays as
/// it is, and so it does while no value comes. What is just at the limit is not held against the facility: no sensor is
/// that exact.
struct LiveLimit: Codable, Hashable, Sendable {
    private var holds = ByDevice<LimitHold>()

    init() {}

    /// As it was remembered without a device.
    init(_ holds: ByDevice<LimitHold>) { self.holds = holds }

    /// What is judged, and how.
    struct Way: Sendable {
        var quantity: Quantity
        var limit: Limit
        var missingAfter: Limit
        var band: Double
        var onDelay = Duration.seconds(60)
        var offDelay = Duration.seconds(60)
        var whileRunning = true
        var worth = Worth.limits

        var need: Need { Need(quantity, limits: [(limit, .above)]) }
    }

    /// A channel that is over its limit.
    struct Over: Sendable {
        var channel: Channel
        /// The newest value that was over.
        var figure: Double
        var bound: Bound
        var since: Timestamp

        func shown(decimals: Int, beside limit: Limit) -> Text {
            figure.shown(bound, decimals: decimals, beside: limit.value)
        }
    }

    mutating func consider(_ seen: Observed, _ way: Way) {
        let stands = way.whileRunning && seen.fan == false
        for told in seen.told(way.quantity) {
            holds.update(told.device, from: LimitHold()) { hold in
                if stands { return hold.interrupt() }
                hold.update(
                    told.measured(way.worth), .above, way.limit.value, band: way.band, at: seen.time,
                    onDelay: way.onDelay, offDelay: way.offDelay, gap: told.gap
                )
            }
        }
    }

    func over(_ seen: Observed, _ way: Way) -> [Over] {
        guard !holds.isEmpty else { return [] }
        var over: [Over] = []
        for index in seen.channels.indices where seen.channels[index].quantity == way.quantity {
            guard let hold = holds[seen.channels[index].device], let since = hold.since, let figure = hold.figure
            else { continue }
            over.append(
                Over(channel: seen.channels[index].channel, figure: figure, bound: hold.bound, since: since))
        }
        return over
    }
}

extension LiveLimit.Way {
    /// Channels that cannot be judged: no value comes, or the instrument does not reach the limit.
    func unjudged(_ rule: String, _ seen: Observed) -> [Finding] {
        seen.missing(quantity, rule, missingAfter, idle: whileRunning ? .fanStands : .never, worth)
            + seen.outOfReach(quantity, rule, limit, .above)
    }
}

extension LiveLimit {
    /// As form 0 remembered it, without a device.
    static func migrated<Old: Decodable>(
        _ old: OldState, _ part: KeyPath<Old, Form0.Live>, of quantity: Quantity
    ) throws -> LiveLimit {
        LiveLimit(old.byDevice(try old.form0(Old.self)[keyPath: part].hold, of: quantity))
    }
}

extension Finding {
    /// Of a channel that is over its limit.
    init(
        rule: String, _ over: LiveLimit.Over, level: Level, limit: Limit, text: Text, latches: Bool = false
    ) {
        self.init(
            rule: rule, cause: over.channel.id.description, of: over.channel, level: level, since: over.since,
            figure: over.figure, bound: over.bound, limit: limit, text: text, latches: latches
        )
    }
}
