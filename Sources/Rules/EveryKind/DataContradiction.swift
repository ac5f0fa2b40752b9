import Facilities

/// No standard was found for it: contact and current of a fan, a purifier or production must agree. A bridged contact
/// shows on while nothing runs, and a contact that is off proves nothing. Five minutes are our own default. Rules use
/// the graver of the two: a purifier without a current is off, a fan or production with either signal runs.
///
/// At a dust site TSP contains PM10, and that PM2.5. A finer one whose hourly mean is greater by over 20 % (our own,
/// and at least 20 µg/m³) has a wrong unit or range, or the coarser one has: it is unknown which, so that it is grey.
struct DataContradiction: Rule {
    static let id = "data.contradiction"
    static let colour = RuleClass.data
    static let judges = Text(
        zh: "风机、净化器、生产设备的触点与电流是否矛盾；扬尘：细颗粒是否多于粗颗粒",
        en: "whether contact and current of a fan, a purifier or production disagree; "
            + "of dust, whether the finer is more than the coarser"
    )
    /// 2 compares production and particulate matter too.
    static let form = 2

    struct State: Codable, Hashable, Sendable {
        var fans = ByDevice<Hold>()
        var purifiers = ByDevice<Hold>()
        var production = ByDevice<Hold>()
        var particles = ParticleComparison()
    }

    var state = State()
    private let limit: Limit
    private let fanOn: Limit
    private let purifierOn: Limit
    private let productionOn: Limit
    /// The tolerance between fine and coarse dust; nil where none is compared.
    private let tolerance: Limit?

    init(of facility: Facility) {
        limit = facility.limit(
            .ownDefault("contradictionFor", 5, .minute, in: 0...1440, looser: .above, addressee: .installer))
        fanOn = facility.limit(.fanOnCurrent)
        purifierOn = facility.limit(.purifierOnCurrent)
        productionOn = facility.limit(.productionOnCurrent)
        let particles = Limit.ownDefault(
            "particleTolerance", 20, .percent, in: 0...1000, looser: .above, addressee: .installer)
        tolerance = facility.kind == .dustSite ? facility.limit(particles) : nil
    }

    var limits: [Limit] { [limit] + [tolerance].compactMap(\.self) }

    mutating func consider(_ seen: Observed) -> Verdict {
        var verdict = Verdict()
        verdict.add(judge(seen, \.fans, .fanState, .fanCurrent, fanOn), .checkSensors, in: seen)
        verdict.add(judge(seen, \.purifiers, .purifierState, .purifierCurrent, purifierOn), .checkSensors, in: seen)
        verdict.add(
            judge(seen, \.production, .productionState, .productionCurrent, productionOn), .checkSensors, in: seen)
        if let tolerance {
            state.particles.take(seen, tolerance: tolerance.value)
            for excess in state.particles.excesses {
                verdict.add(finding(excess, seen, tolerance), .checkSensors, in: seen)
            }
        }
        return verdict
    }

    private func finding(_ excess: ParticleComparison.Excess, _ seen: Observed, _ tolerance: Limit) -> Finding? {
        guard let known = seen.channel(excess.finer.device, excess.finer.quantity) else { return nil }
        let (fine, coarse) = (known.quantity.title, excess.coarser.title)
        let most = (excess.coarse * (1 + tolerance.value / 100)).settled
        let (value, of) = (excess.fine.plainText(decimals: 0, beside: most), Self.shown(excess.coarse))
        let text = Text(
            zh: "\(fine.zh)小时均值\(value) µg/m³，高于\(coarse.zh)的\(of) µg/m³：细的不可能多于全部，单位（µg与mg）或量程可能有误，请检查",
            en:
                "hourly mean of \(fine.en) \(value) µg/m³, more than \(of) µg/m³ of \(coarse.en): the finer cannot be more than the whole, a unit (µg, mg) or a range may be wrong"
        )
        return Finding(
            rule: Self.id, cause: "\(known.id)/\(excess.coarser.rawValue)", of: known.channel, level: .grey,
            since: excess.since, figure: excess.fine, limit: tolerance.shown(most, .microgramPerCubicMetre),
            text: seen.at(known.channel, text))
    }

    /// Returns a mean in words: one in the wrong unit may be less than one.
    private static func shown(_ mean: Double) -> String { mean.plainText(decimals: mean < 10 ? 2 : 0) }

    private mutating func judge(
        _ seen: Observed, _ holds: WritableKeyPath<State, ByDevice<Hold>>, _ contact: Quantity, _ current: Quantity,
        _ level: Limit
    ) -> [Finding] {
        guard seen.measures(contact), seen.measures(current) else { return [] }
        let (tells, gap) = (seen.hasNewReading(of: contact, current), seen.gap(of: contact, current))
        let all = Switched.all(in: seen.channels, contact: contact, current: current, above: level, at: seen.time)
        return all.compactMap { switched in
            guard switched.channels.count == 2, let known = switched.channels.first else { return nil }
            let hold = state[keyPath: holds].update(known.device, from: Hold()) { hold in
                // Old values must not let the delay run out.
                if tells, switched.areBothHeard(at: seen.time, within: gap) {
                    hold.update(
                        switched.isContradictory, at: seen.time, onDelay: limit.duration, offDelay: .seconds(60),
                        gap: gap)
                }
                return hold
            }
            guard hold.isOn, let since = hold.since else { return nil }
            return finding(switched, known.channel, seen, since: since)
        }
    }

    private func finding(_ switched: Switched, _ channel: Channel, _ seen: Observed, since: Timestamp) -> Finding {
        let isOn = switched.contact == true
        let amperes = (switched.channels[0].number?.measured.value ?? 0).plainText(decimals: 2)
        let what = Self.title(of: channel.id.quantity)
        let text = Text(
            zh: "\(what.zh)触点显示\(isOn ? "开启" : "关闭")，而电流为\(amperes) A，信号矛盾，请检查",
            en:
                "the \(what.en)'s contact says \(isOn ? "on" : "off") and its current is \(amperes) A: check the signals"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .yellow, since: since, limit: limit,
            text: seen.at(channel, text))
    }

    private static func title(of current: Quantity) -> Text {
        switch current {
        case .fanCurrent: Text(zh: "风机", en: "fan")
        case .purifierCurrent: Text(zh: "净化器", en: "purifier")
        default: Text(zh: "生产设备", en: "production")
        }
    }

    private struct Form1: Decodable {
        var fans: ByDevice<Hold>
        var purifiers: ByDevice<Hold>
    }

    func migrated(_ old: OldState) throws -> State {
        guard old.form == 1 else { throw StateError.unknownForm(old.form) }
        let form1 = try Form1(from: old.decoder)
        return State(fans: form1.fans, purifiers: form1.purifiers)
    }
}
