import Facilities

/// 苏环办〔2022〕218号 requires that waste gas passes the carbon (from memory); the signs of a bypass are our own. While the
/// fan runs,
///
/// - a pressure drop near zero for ten minutes is red. It is yellow where air volume or current show that the fan moves
///   no air or less, as with a torn belt;
/// - one that falls below half of its mean of the hour before for ten minutes is yellow;
/// - a clearly negative one for ten minutes is grey until it is positive again, since reversed hoses show nothing;
/// - one that is lower in the first hours of a filling than in those of earlier ones is yellow: the bed may be thin.
///
/// `AdsorberDiagnosis` names the possible causes. The fall ends when the pressure drop is back, when the carbon is
/// replaced, or when a person reports a repair. While the carbon is being replaced (开始更换, at most 4 hours) zero, fall
/// and reversal are not judged; earlier findings stay.
struct CarbonBypass: Rule {
    static let id = "carbon.bypass"
    static let colour = RuleClass.state
    static let judges = Text(
        zh: "风机运行时废气是否未经炭层（压差接近零、突降、为负，或新装炭压差偏低）",
        en:
            "whether the air goes past the carbon while the fan runs: a pressure drop near zero, negative, suddenly lower, or low with new carbon"
    )

    struct State: Codable, Hashable, Sendable {
        var boxes = ByDevice<Box>()
        var window = WorkWindow()
        var baselines = AdsorberBaselines()
    }

    /// One pressure sensor.
    struct Box: Codable, Hashable, Sendable {
        var zero = LimitHold()
        var fall = StepDown()
        var reversed = LimitHold()
        /// The means while the pressure drop was near zero; nil while it is not.
        var low: RecentAdsorberMean?
    }

    var state = State()
    let least: Limit
    let after: Limit
    let share: Limit
    let thin: Limit
    let hours: Limit
    let design: Double?
    private let installed: Timestamp?
    private let missingAfter: Limit

    init(_ settings: CarbonSettings, of facility: Facility) {
        least = facility.limit(.bypassPressure)
        after = facility.limit(.ownDefault("bypassAfter", 10, .minute, in: 1...1440, looser: .above))
        share = facility.limit(.ownDefault("bypassFall", 50, .percent, in: 1...95, looser: .below))
        thin = facility.limit(.ownDefault("thinFilling", 60, .percent, in: 1...95, looser: .below))
        hours = facility.limit(.baselineHours)
        missingAfter = facility.limit(.missingAfter)
        installed = settings.installed?.start(utcOffset: facility.utcOffset)
        design = settings.airVolume
    }

    var limits: [Limit] { [least, after, share, thin, hours, missingAfter] }
    var needs: [Need] {
        [
            Need(.fanState, .fanCurrent),
            Need(.pressureDrop, within: .minutes(5), limits: [(least, .below)]), Need(.airFlow).optional,
        ]
    }

    mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record {
            state.window.take(
                record, from: ReplacementStart.kind, to: CarbonReplacement.kind, utcOffset: seen.facility.utcOffset)
        }
        state.baselines.take(seen, installed: installed, least: least.value, span: hours.duration)
        for new in seen.newReadings(of: .pressureDrop) { take(new, seen) }
        if let record = seen.record { take(record) }
        var verdict = Verdict()
        guard seen.measures(.pressureDrop) else { return verdict }
        for known in seen.channels(of: .pressureDrop) {
            let channel = known.channel
            guard let box = state.boxes[channel.id.device] else { continue }
            add(box, channel, to: &verdict, seen)
        }
        let fan = seen.missing(anyOf: [.fanState, .fanCurrent], Self.id, missingAfter)
        verdict.add([fan].compactMap(\.self), .checkSensors, in: seen)
        verdict.add(
            seen.missing(.pressureDrop, Self.id, missingAfter, idle: .fanStands)
                + seen.outOfReach(.pressureDrop, Self.id, least, .below), .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ new: Observed.NewReading, _ seen: Observed) {
        let isReplacing = state.window.isOpen(at: seen.time)
        let (least, after, share) = (least.value, after.duration, share.value / 100)
        state.boxes.update(new.device, from: Box()) { box in
            guard !isReplacing else { return box.interrupt(at: seen.time, share: share, new.channel.period) }
            if seen.fan == false { box.stand() }
            let value = seen.fan == true ? new.measured(.limits) : nil
            box.reversed.update(
                value, .below, -least, band: least, at: seen.time, onDelay: after, offDelay: .seconds(60),
                gap: new.gap
            )
            // With reversed hoses neither zero nor a fall can be judged.
            let isReversed = box.reversed.since != nil || value?.isPast(-least, .below) == true
            let upright = isReversed ? nil : value
            box.zero.update(
                upright, .below, least, band: least * 0.2, at: seen.time, onDelay: after, offDelay: .seconds(60),
                gap: new.gap
            )
            box.fall.add(
                upright, beside: seen.fanPoint, at: seen.time, share: share, period: new.channel.period)
            box.remember(upright, near: least, seen)
        }
    }

    private mutating func take(_ record: Record) {
        switch record.body {
        case is CarbonReplacement: break
        case let note as Rectification where note.rule == Self.id && note.isDone:
            for device in state.baselines.all.devices where isThin(device) != nil {
                state.baselines.measureAgain(device)
            }
        default: return
        }
        state.boxes.updateAll { $0.fall.forget(before: record.at) }
    }

    /// Returns the diagnosis of a thin filling; nil where the first hours are as they should be, or there are none to
    /// compare.
    func isThin(_ device: DeviceID) -> AdsorberDiagnosis? {
        guard let fillings = state.baselines[device]?.fillings else { return nil }
        return AdsorberDiagnosis(filling: fillings.now, before: fillings.before, share: thin.value / 100)
    }

    func migrated(_ old: OldState) throws -> State {
        State(boxes: old.byDevice(try old.form0(Box.self), of: .pressureDrop))
    }
}

extension Limit {
    /// The pressure drop below which the air does not pass the carbon, Pa.
    static let bypassPressure = ownDefault("bypassPressure", 50, .pascal, in: 1...2000, looser: .below)
}

extension CarbonBypass.Box {
    fileprivate mutating func stand() {
        zero.interrupt()
        reversed.interrupt()
    }

    fileprivate mutating func interrupt(at time: Timestamp, share: Double, _ period: Duration) {
        stand()
        fall.add(nil, at: time, share: share, period: period)
    }

    fileprivate mutating func remember(_ value: Measured?, near least: Double, _ seen: Observed) {
        guard let value else { return }
        guard value.isPast(least, .below) == true else {
            if zero.since == nil { low = nil }
            return
        }
        var mean = low ?? RecentAdsorberMean()
        mean.add(AdsorberPoint(pressure: value.value, fan: seen.fanPoint), at: seen.time)
        low = mean
    }

    /// Reads a state that may be of form 0, which had zero and fall only.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        zero = try container.decode(LimitHold.self, forKey: .zero)
        fall = try container.decode(StepDown.self, forKey: .fall)
        reversed = try container.decodeIfPresent(LimitHold.self, forKey: .reversed) ?? LimitHold()
        low = try container.decodeIfPresent(RecentAdsorberMean.self, forKey: .low)
    }
}
