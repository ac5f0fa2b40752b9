import Facilities

/// A live value above its limit: it counts when it has lasted, and is over when it has been back by more than the band.
/// While the fan stands everything stays as it is, and so it does while no value comes.
struct LiveLimit: Codable, Hashable, Sendable {
    private var hold = Hold()
    private var newest = Newest()
    /// The newest value that was over.
    private var figure: Double?
    private var now: Timestamp?

    /// What is judged, and how.
    struct Way: Sendable {
        var quantity: Quantity
        var limit: Limit
        var fanAbove: Limit
        var lostAfter: Limit
        var band: Double
        var onDelay = Duration.seconds(60)
        var offDelay = Duration.seconds(60)
        var whileRunning = true
    }

    mutating func consider(_ event: Event, _ way: Way) {
        now = event.now(after: now)
        guard case .sample(let sample) = event else { return }
        newest.take(sample, of: [way.quantity], fanAbove: way.fanAbove)
        guard sample.measures(way.quantity) else { return }
        let stands = way.whileRunning && newest.fanRuns(at: sample.time) == false
        let value = stands ? nil : sample.value(of: way.quantity)
        if let value, value > way.limit.value { figure = value }
        hold.update(
            value, .above, way.limit.value, band: way.band, at: sample.time, onDelay: way.onDelay,
            offDelay: way.offDelay
        )
    }

    /// The newest value that was over, and since when it has been.
    var over: (figure: Double, since: Timestamp)? {
        guard hold.isOn, let since = hold.since, let figure else { return nil }
        return (figure, since)
    }

    /// Since when the value has been missing for too long to judge.
    func lost(_ way: Way) -> Timestamp? {
        now.flatMap { newest.lost(way.quantity, at: $0, after: way.lostAfter, whileRunning: way.whileRunning) }
    }

    func lostFinding(of rule: String, _ way: Way) -> Finding? {
        lost(way).map { .lost(way.quantity, of: rule, since: $0, limit: way.lostAfter) }
    }

    /// - Parameter action: what to do about a value that is over.
    func next(_ action: NextStep.Action, _ way: Way, utcOffset: Int) -> NextStep? {
        if let over { return NextStep(action, due: over.since.day(utcOffset: utcOffset)) }
        return lost(way).map { NextStep(.checkSensors, due: $0.day(utcOffset: utcOffset)) }
    }
}
