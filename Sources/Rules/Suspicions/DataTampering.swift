public import Facilities

/// What audits of monitoring data look for first (a public set of audit rules names them; all figures are our own): values
/// that stop at the end of the range or just within a limit, the same curve at two places, curves that are too smooth,
/// operation shown while what is measured is off, and maintenance or calibration just when a limit is passed. A
/// suspicion is no accusation: it says what was seen in which window, never changes the light and is not for the public.
///
/// It looks at minutes, in which the readings are counted as they come: `tamperingWindow` of them for curves, a day for
/// flat tops.
public struct DataTampering: Rule {
    public static let id = "data.tampering"
    public static let colour = RuleClass.suspicion
    public static let judges = Text(
        zh: "数据是否可疑：平顶、两处曲线相同、过于平滑、停机有数据、超限时维护或校准（不影响灯色，不公开）",
        en: "whether data are suspect: flat tops, one curve at two places, too smooth, data while off, "
            + "maintenance or calibration at a limit (never the light, never public)"
    )

    public struct State: Codable, Hashable, Sendable {
        /// Since 1970, of which readings are being counted.
        var minute: Int64?
        /// Whether it ran when that minute began.
        var operates: Operation?
        var watches: [Watch] = []
        var pairs: [Pair] = []
        /// When channels were calibrated.
        var calibrated: [Channel.ID: Timestamp] = [:]
    }

    /// Two channels that are compared.
    struct Pair: Codable, Hashable, Sendable {
        let first: Channel.ID
        let second: Channel.ID
        var curve = SameCurve()
    }

    /// What is known of what the channels measure.
    struct Operation: Codable, Hashable, Sendable {
        var fan: Bool?
        var engine: Bool?
        /// Whether there is mains, where its voltage is measured.
        var mains: Bool?
    }

    public var state = State()
    let figures: TamperingLimits
    /// The upper limits of the facility's rules, by quantity, in the unit of the readings.
    let uppers: [Quantity: [Limit]]
    private let engineOn: Limit
    private let windy: Limit
    private let rain: Limit

    /// - Parameter rules: the facility's others, whose limits values may be kept within.
    init(of facility: Facility, among rules: [any Rule]) {
        figures = TamperingLimits(facility)
        engineOn = facility.limit(.engineOnSpeed)
        (windy, rain) = (facility.limit(.noiseWind), facility.limit(.raining))
        uppers = rules.flatMap(\.needs).reduce(into: [:]) { uppers, need in
            for quantity in need.quantities where quantity.isWatched {
                uppers[quantity, default: []] += need.limits.filter { $0.side == .above }.map(\.limit)
            }
        }
    }

    public var limits: [Limit] { figures.all }

    public mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record { return Verdict(marked(record, seen)) }
        guard seen.isOfNow else { return Verdict() }
        var found: [Suspicion] = []
        let minute = seen.now.milliseconds / 60_000
        if minute != state.minute {
            let operates = operation(seen)
            if let before = state.minute {
                found = closed(Timestamp(milliseconds: before * 60_000), until: operates, seen)
            }
            (state.minute, state.operates) = (minute, operates)
        }
        for told in seen.told(where: \.isWatched) { take(told) }
        if !state.calibrated.isEmpty { found += correctedAway(seen) }
        return Verdict(found)
    }

    private mutating func take(_ told: Observed.Told) {
        let id = told.channel.id
        for index in state.watches.indices where state.watches[index].id == id {
            return state.watches[index].take(told.reading)
        }
        var watch = Watch(id)
        watch.take(told.reading)
        for other in state.watches where other.id.quantity.isOtherPlace(of: id.quantity) {
            state.pairs.append(Pair(first: other.id, second: id))
        }
        state.watches.append(watch)
    }

    private func operation(_ seen: Observed) -> Operation {
        let voltages = seen.channels(of: .voltage).map { $0.fresh(.numbers, at: seen.now)?.value }
        let mains =
            voltages.isEmpty || voltages.contains { $0 == nil }
            ? nil : voltages.contains { $0 ?? 0 >= Self.leastVoltage }
        return Operation(fan: seen.fan, engine: seen.engine.turns(above: engineOn), mains: mains)
    }

    /// Whether what a quantity shows now is no excess, however high: noise in the wind is nobody's.
    func isExcused(_ quantity: Quantity, _ seen: Observed) -> Bool {
        quantity == .noise && Weather(seen.channels, at: seen.now, windy: windy, rain: rain).isUnfitForNoise
    }

    /// V; below it nothing runs.
    private static let leastVoltage = 50.0
}

extension DataTampering.Operation {
    /// Whether what a quantity is measured of was on at both ends of a minute; nil where it was not the same, or is not
    /// known.
    func runs(_ quantity: Quantity, until end: Self) -> Bool? {
        if mains == false, end.mains == false { return false }
        switch quantity {
        case .pressureDrop, .airFlow, .fume, .fumeIn: return fan == end.fan ? fan : nil
        case .smoke, .nox, .dpfPressure: return engine == end.engine ? engine : nil
        // Without mains an instrument measures nothing; of the rest nobody knows when it is off.
        default: return mains == end.mains ? mains : nil
        }
    }

    /// Whether the facility was in operation at both ends of a minute, or nothing tells that it was not.
    func isOn(until end: Self) -> Bool {
        fan != false && end.fan != false && engine != false && end.engine != false
    }
}
