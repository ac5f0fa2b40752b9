import Facilities

/// The levels above which fan and engine count as running at a facility.
struct Levels: Sendable {
    let fanOn: Limit
    let engineOn: Limit

    init(of facility: Facility) {
        fanOn = facility.limit(.fanOnCurrent)
        engineOn = facility.limit(.engineOnSpeed)
    }
}
