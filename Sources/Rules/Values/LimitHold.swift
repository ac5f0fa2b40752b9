import Facilities

/// A value past a limit, with delays and a band, and the newest value that was past it: a finding must not show a value
/// within the limit that only waits for the delay.
struct LimitHold: Codable, Hashable, Sendable {
    private var hold = Hold()
    private(set) var figure: Double?
    /// The bound of the figure; nil where it is exact.
    private var figureBound: Bound?

    init() {}

    init(_ hold: Hold, figure: Double?) { (self.hold, self.figure) = (hold, figure) }

    /// The time since which the value has been past its limit; nil while it is not.
    var since: Timestamp? { hold.isOn ? hold.since : nil }
    var bound: Bound { figureBound ?? .exact }

    mutating func update(
        _ value: Measured?, _ side: LimitSide, _ limit: Double, band: Double, at time: Timestamp,
        onDelay: Duration = .zero, offDelay: Duration = .zero, gap: Gap = Gap()
    ) {
        if let value, value.isPast(limit, side) == true {
            figure = value.value
            figureBound = value.bound == .exact ? nil : value.bound
        }
        hold.update(value, side, limit, band: band, at: time, onDelay: onDelay, offDelay: offDelay, gap: gap)
    }

    mutating func interrupt() { hold.interrupt() }
}
