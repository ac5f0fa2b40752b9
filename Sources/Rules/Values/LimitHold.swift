import Facilities

/// A value past a limit, with delays and a band, and the newest value that was past it: what is told of a finding must
/// not be a value within the limit that only waits for the delay.
struct LimitHold: Codable, Hashable, Sendable {
    private var hold = Hold()
    private(set) var figure: Double?

    /// Since when the value has been past its limit; nil while it is not.
    var since: Timestamp? { hold.isOn ? hold.since : nil }

    mutating func update(
        _ value: Double?, _ side: Threshold.Side, _ limit: Double, band: Double, at time: Timestamp,
        onDelay: Duration = .zero, offDelay: Duration = .zero
    ) {
        if let value, side == .above ? value > limit : value < limit { figure = value }
        hold.update(value, side, limit, band: band, at: time, onDelay: onDelay, offDelay: offDelay)
    }
}
