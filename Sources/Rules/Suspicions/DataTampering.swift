import Facilities

/// The manipulations that audits of monitoring data look for first (a public set of audit rules names them; all figures
/// are our own): values that stop at the end of the range or just within a limit, the same curve at two places, curves
/// that are too smooth, operation shown while the equipment is off, and maintenance or calibration just when a limit is
/// passed. A suspicion is no accusation: it describes what was seen in which window, never changes the light and is not
/// for the public.
///
/// It judges minutes, in which the readings are counted as they come: `tamperingWindow` of them for curves, a day for
/// flat tops.
struct DataTampering: Rule {
    static let id = "data.tampering"
    static let colour = RuleClass.suspicion
    static let judges = Text(
        zh: "数据是否可疑：平顶、两处曲线相同、过于平滑、停机有数据、超限时维护或校准（不影响灯色，不公开）",
        en: "whether data are suspect: flat tops, one curve at two places, too smooth, data while off, "
            + "maintenance or calibration at a limit (never the light, never public)"
    )

    struct State: Codable, Hashable, Sendable {
        /// The minute since 1970 whose readings are being counted.
        var minute: Int64?
        /// The operation at the begin of that minute.
        var operates: Operation?
        var watches: [Watch] = []
        var pairs: [Pair] = []
        /// The time of the newest calibration of each channel.
        var calibrated: [Channel.ID: Timestamp] = [:]
    }

    /// Two channels that are compared.
    struct Pair: Codable, Hashable, Sendable {
        let first: Channel.ID
        let second: Channel.ID
        var curve = SameCurve()
    }

    /// The operation of the equipment that the channels measure.
    struct Operation: Codable, Hashable, Sendable {
        var fan: Bool?
        var engine: Bool?
        /// Whether there is mains voltage, where it is measured.
        var mains: Bool?
    }

    var state = State()
    let figures: TamperingLimits
    /// The upper limits of the facility's rules, by quantity, in the unit of the readings.
    let uppers: [Quantity: [Limit]]
    private let engineOn: Limit
    private let windy: Limit
    private let rain: Limit

    /// Creates the rule.
    ///
    /// - Parameter rules: The facility's other rules, within whose limits values may be kept.
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

    var limits: [Limit] { figures.all }

    mutating func consider(_ seen: Observed) -> Verdict {
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
        for new in seen.newReadings(where: \.isWatched) { take(new) }
        if !state.calibrated.isEmpty { found += correctedAway(seen) }
        return Verdict(found)
    }

    private mutating func take(_ new: Observed.NewReading) {
        let id = new.channel.id
        for index in state.watches.indices where state.watches[index].id == id {
            return state.watches[index].take(new.reading)
        }
        var watch = Watch(id)
        watch.take(new.reading)
        for other in state.watches where other.id.quantity.isOtherPlace(of: id.quantity) {
            state.pairs.append(Pair(first: other.id, second: id))
        }
        state.watches.append(watch)
    }

    private func operation(_ seen: Observed) -> Operation {
        Operation(fan: seen.fan, engine: seen.engine.turns(above: engineOn), mains: mains(seen))
    }

    /// Whether there is mains voltage on any phase; nil where a voltage is unknown, or none is measured.
    private func mains(_ seen: Observed) -> Bool? {
        let channels = seen.channels(of: .voltage)
        let voltages = channels.compactMap { $0.fresh(.numbers, at: seen.now)?.value }
        guard !voltages.isEmpty, voltages.count == channels.count else { return nil }
        return voltages.contains { $0 >= Self.leastVoltage }
    }

    /// Whether a quantity cannot exceed its limit now, however high it is: noise in the wind is not the site's.
    func isExcused(_ quantity: Quantity, _ seen: Observed) -> Bool {
        quantity == .noise && Weather(seen.channels, at: seen.now, windy: windy, rain: rain).isUnfitForNoise
    }

    /// The voltage below which nothing runs, V.
    private static let leastVoltage = 50.0
}

extension DataTampering.Operation {
    /// Whether the equipment of a quantity was on at both ends of a minute; nil where it changed, or is unknown.
    func runs(_ quantity: Quantity, until end: Self) -> Bool? {
        if mains == false, end.mains == false { return false }
        switch quantity {
        case .pressureDrop, .airFlow, .fume, .fumeIn: return fan == end.fan ? fan : nil
        case .smoke, .nox, .dpfPressure: return engine == end.engine ? engine : nil
        // An instrument without mains measures nothing; of other devices it is unknown when they are off.
        default: return mains == end.mains ? mains : nil
        }
    }

    /// Whether the facility was in operation at both ends of a minute, or nothing shows that it was not.
    func isOn(until end: Self) -> Bool {
        fan != false && end.fan != false && engine != false && end.engine != false
    }
}
