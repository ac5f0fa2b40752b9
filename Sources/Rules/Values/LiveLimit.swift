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
        /// The rule that judges it.
        var rule: String
        /// Of a finding.
        var level: Finding.Level
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

        /// The figure and its limit, as a text names them.
        func shown(decimals: Int, beside limit: Limit) -> (value: Text, limit: String) {
            (figure.shown(bound, decimals: decimals, beside: limit.value), limit.value.plainText)
        }
    }

    /// Takes an event in, and returns the channels that are over their limit after it.
    mutating func judge(_ seen: Observed, _ way: Way) -> [Over] {
        consider(seen, way)
        return over(seen, way)
    }

    private mutating func consider(_ seen: Observed, _ way: Way) {
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

    private func over(_ seen: Observed, _ way: Way) -> [Over] {
        guard !holds.isEmpty else { return [] }
        var over: [Over] = []
        for known in seen.channels(of: way.quantity) {
            guard let hold = holds[known.device], let since = hold.since, let figure = hold.figure
            else { continue }
            over.append(
                Over(channel: known.channel, figure: figure, bound: hold.bound, since: since))
        }
        return over
    }
}

extension LiveLimit.Way {
    /// Channels that cannot be judged: no value comes, or the instrument does not reach the limit.
    func unjudged(_ seen: Observed) -> [Finding] {
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

extension Verdict {
    /// Adds the finding of a channel that is over its limit, and what to do about it.
    ///
    /// - Parameter text: without the place, which is put before it where there are several.
    mutating func add(
        _ over: LiveLimit.Over, _ way: LiveLimit.Way, _ text: Text, _ action: NextStep.Action, latches: Bool = false,
        in seen: Observed
    ) {
        let finding = Finding(
            rule: way.rule, cause: over.channel.id.description, of: over.channel, level: way.level, since: over.since,
            figure: over.figure, bound: over.bound, limit: way.limit, text: seen.at(over.channel, text),
            latches: latches
        )
        add(finding, action, in: seen)
    }
}
