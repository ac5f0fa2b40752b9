import Facilities

/// The figures from which data are suspect. No standard was found for any of them.
struct TamperingLimits: Sendable {
    /// The minutes of a curve.
    let window: Limit
    /// The minutes at the day's highest value.
    let atTop: Limit
    /// The change of other minutes, in per cent of the highest value.
    let change: Limit
    /// The least share of a curve's steps that change direction, in per cent.
    let turning: Limit
    /// The least spread of a curve's minutes, in per cent of their mean.
    let spread: Limit
    /// The correlation of two curves, in per cent.
    let alike: Limit
    /// The minutes of operation that are shown while the equipment is off.
    let whileOff: Limit
    /// The minutes between a passed limit and a mark.
    let mark: Limit

    init(_ facility: Facility) {
        func limit(
            _ name: String, _ value: Double, _ unit: PhysicalUnit, _ range: ClosedRange<Double>,
            _ looser: Limit.Direction
        ) -> Limit {
            facility.limit(.ownDefault(name, value, unit, in: range, looser: looser, addressee: .bureau))
        }
        window = limit("tamperingWindow", 240, .minute, 60...1440, .above)
        atTop = limit("tamperingAtTop", 30, .minute, 5...1440, .above)
        change = limit("tamperingChange", 1, .percent, 0.1...20, .above)
        turning = limit("tamperingTurning", 5, .percent, 0...30, .below)
        spread = limit("tamperingSpread", 0.5, .percent, 0...5, .below)
        alike = limit("tamperingAlike", 99, .percent, 90...100, .above)
        whileOff = limit("tamperingWhileOff", 60, .minute, 10...1440, .above)
        mark = limit("tamperingMark", 15, .minute, 1...240, .below)
    }

    var windowMinutes: Int { Int(window.duration.inSeconds / 60) }
    var whileOffMinutes: Int { Int(whileOff.duration.inSeconds / 60) }

    var all: [Limit] { [window, atTop, change, turning, spread, alike, whileOff, mark] }
}
