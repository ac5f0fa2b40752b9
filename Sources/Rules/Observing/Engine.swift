import Facilities

/// The state of an engine.
struct Engine: Sendable {
    /// The speed, rpm; nil when no sensor has reported it lately.
    var speed: Double?
    /// The exhaust temperature, °C; nil when no sensor has reported it lately.
    var exhaust: Double?
    var measuresExhaust = false

    /// Whether the engine turns faster than a limit; nil where its speed is unknown.
    func turns(above limit: Limit) -> Bool? { speed.map { $0 > limit.value } }

    /// Whether it turns faster than a limit with its exhaust warmer than another; where the exhaust temperature is not
    /// measured it counts as warm.
    func works(above limit: Limit, warmerThan warm: Limit) -> Bool? {
        var isWarm: Bool? = true
        if measuresExhaust { isWarm = exhaust.map { $0 > warm.value } }
        return switch (turns(above: limit), isWarm) {
        case (false, _), (_, false): false
        case (true, true): true
        default: nil
        }
    }
}
