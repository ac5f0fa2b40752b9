import Facilities

/// Live values above their limit, each channel by itself, judged while the fan runs: while it stands, and while no
/// value comes, everything stays as it is. A value at the limit does not count against the facility: no sensor is that
/// exact.
struct LiveLimit: Codable, Hashable, Sendable {
    private var holds = ByDevice<LimitHold>()

    init() {}

    /// Continues from what was remembered without a device.
    init(_ holds: ByDevice<LimitHold>) { self.holds = holds }

    /// The quantity that is judged, and how.
    struct Way: Sendable {
        /// The name of the rule that judges it.
        var rule: String
        /// The level of its findings.
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
        /// The newest value over the limit.
        var figure: Double
        var bound: Bound
        var since: Timestamp

        /// Returns the figure and its limit in words.
        func shown(decimals: Int, beside limit: Limit) -> (value: Text, limit: String) {
            (figure.shown(bound, decimals: decimals, beside: limit.value), limit.value.plainText)
        }
    }

    /// Takes an event in. Returns the channels that are over their limit after it.
    mutating func judge(_ seen: Observed, _ way: Way) -> [Over] {
        consider(seen, way)
        return over(seen, way)
    }

    private mutating func consider(_ seen: Observed, _ way: Way) {
        let stands = way.whileRunning && seen.fan == false
        for new in seen.newReadings(of: way.quantity) {
            holds.update(new.device, from: LimitHold()) { hold in
                if stands { return hold.interrupt() }
                hold.update(
                    new.measured(way.worth), .above, way.limit.value, band: way.band, at: seen.time,
                    onDelay: way.onDelay, offDelay: way.offDelay, gap: new.gap
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
    /// Returns the findings of channels that cannot be judged: no value comes, or the instrument does not reach the
    /// limit.
    func unjudged(_ seen: Observed) -> [Finding] {
        seen.missing(quantity, rule, missingAfter, idle: whileRunning ? .fanStands : .never, worth)
            + seen.outOfReach(quantity, rule, limit, .above)
    }
}

extension LiveLimit {
    /// Reads form 0, which had no device.
    static func migrated<Old: Decodable>(
        _ old: OldState, _ part: KeyPath<Old, Form0.Live>, of quantity: Quantity
    ) throws -> LiveLimit {
        LiveLimit(old.byDevice(try old.form0(Old.self)[keyPath: part].hold, of: quantity))
    }
}

extension Verdict {
    /// Adds the finding of a channel that is over its limit, and the step against it.
    ///
    /// - Parameter text: The text without the place, which is put before it where there are several.
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
