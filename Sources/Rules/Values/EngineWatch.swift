import Facilities

/// What an engine does, whichever of a machine's devices tells it.
struct EngineWatch: Codable, Hashable, Sendable {
    private var speed = Latest()
    private var exhaust = Latest()

    mutating func take(_ sample: Sample) {
        speed.take(sample.value(of: .engineSpeed), at: sample.time)
        exhaust.take(sample.value(of: .exhaustTemp), at: sample.time)
    }

    /// Nil when nobody has told the speed for five minutes.
    func turns(above limit: Limit, at time: Timestamp) -> Bool? {
        speed.value(at: time).map { $0 > limit.value }
    }

    /// Whether it turns faster than a limit with its exhaust warmer than another; where the exhaust's temperature is not
    /// measured it counts as warm.
    func works(above limit: Limit, warmerThan warm: Limit, at time: Timestamp) -> Bool? {
        let isWarm = exhaust.time == nil ? true : exhaust.value(at: time).map { $0 > warm.value }
        return switch (turns(above: limit, at: time), isWarm) {
        case (false, _), (_, false): false
        case (true, true): true
        default: nil
        }
    }
}

extension Supply {
    /// What a rule must hear of the engine: its speed, and how warm its exhaust is while it runs, where that is measured.
    mutating func takeEngine(_ sample: Sample, _ engine: EngineWatch, above speed: Limit) {
        take(sample, .engineSpeed)
        take(sample, .exhaustTemp, isNeeded: engine.turns(above: speed, at: sample.time) != false)
    }
}

extension Limit {
    /// Below it no engine runs by itself.
    static let engineOnSpeed = Limit.ownDefault("engineOnSpeed", 300, .rpm)

    /// Above it an engine works, and its aftertreatment too.
    static let warmExhaust = Limit.ownDefault("warmExhaust", 200, .celsius)
}
