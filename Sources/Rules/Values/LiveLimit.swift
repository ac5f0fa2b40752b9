import Facilities

/// A live value above its limit, judged while the fan runs: while that stands everything stays as it is, and so it does
/// while no value comes. What is just at the limit is not held against the facility: no sensor is that exact.
struct LiveLimit: Codable, Hashable, Sendable {
    private var hold = LimitHold()
    private var fan = RunWatch()
    private var supply = Supply()

    /// What is judged, and how.
    struct Way: Sendable {
        var quantity: Quantity
        var limit: Limit
        var fanAbove: Limit
        var missingAfter: Limit
        var band: Double
        var onDelay = Duration.seconds(60)
        var offDelay = Duration.seconds(60)
        var whileRunning = true

        /// Beside those that `limit` comes from.
        var limits: [Limit] { (whileRunning ? [fanAbove] : []) + [missingAfter] }
    }

    mutating func consider(_ event: Event, _ way: Way) {
        guard case .sample(let sample) = event else { return }
        fan.take(sample)
        let stands = way.whileRunning && fan.runs(above: way.fanAbove, at: sample.time) == false
        supply.take(sample, way.quantity, isNeeded: !stands)
        guard sample.measures(way.quantity) else { return }
        hold.update(
            stands ? nil : sample.value(of: way.quantity), .above, way.limit.value, band: way.band, at: sample.time,
            onDelay: way.onDelay, offDelay: way.offDelay
        )
    }

    /// The newest value that was over, and since when it has been.
    var over: (figure: Double, since: Timestamp)? {
        guard let since = hold.since, let figure = hold.figure else { return nil }
        return (figure, since)
    }

    /// That the value no longer comes.
    func missing(_ rule: String, _ way: Way) -> [Finding] { supply.findings(rule, way.missingAfter) }

    /// - Parameter action: what to do about a value that is over.
    func next(_ action: NextStep.Action, _ way: Way, utcOffset: Int) -> NextStep? {
        over.map { NextStep(action, due: $0.since.day(utcOffset: utcOffset)) }
            ?? supply.next(way.missingAfter, utcOffset: utcOffset)
    }
}
