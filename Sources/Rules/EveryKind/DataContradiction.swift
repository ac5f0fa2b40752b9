public import Facilities

/// No standard was found for it: what contact and current of a fan, a purifier or production say must agree. A contact that is bridged
/// says on while nothing runs, one that is off says nothing of what runs. Five minutes are our own default. What is judged
/// goes by the graver of the two: a purifier without a current is off, a fan or production with either one runs.
public struct DataContradiction: Rule {
    public static let id = "data.contradiction"
    public static let colour = RuleClass.data
    public static let judges = Text(
        zh: "风机、净化器、生产设备的触点与电流是否矛盾",
        en: "whether contact and current of a fan, a purifier or production disagree"
    )
    /// 2 compares production too.
    public static let form = 2

    public struct State: Codable, Hashable, Sendable {
        var fans = ByDevice<Hold>()
        var purifiers = ByDevice<Hold>()
        var production = ByDevice<Hold>()
    }

    public var state = State()
    private let limit: Limit
    private let fanOn: Limit
    private let purifierOn: Limit
    private let productionOn: Limit

    public init(of facility: Facility) {
        limit = facility.limit(
            .ownDefault("contradictionFor", 5, .minute, in: 0...1440, looser: .above, addressee: .installer))
        fanOn = facility.limit(.fanOnCurrent)
        purifierOn = facility.limit(.purifierOnCurrent)
        productionOn = facility.limit(.productionOnCurrent)
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        var verdict = Verdict()
        verdict.add(judge(seen, \.fans, .fanState, .fanCurrent, fanOn), .checkSensors, in: seen)
        verdict.add(judge(seen, \.purifiers, .purifierState, .purifierCurrent, purifierOn), .checkSensors, in: seen)
        verdict.add(
            judge(seen, \.production, .productionState, .productionCurrent, productionOn), .checkSensors, in: seen)
        return verdict
    }

    private mutating func judge(
        _ seen: Observed, _ holds: WritableKeyPath<State, ByDevice<Hold>>, _ contact: Quantity, _ current: Quantity,
        _ level: Limit
    ) -> [Finding] {
        guard seen.measures(contact), seen.measures(current) else { return [] }
        let (tells, gap) = (seen.tells(of: contact, current), seen.gap(of: contact, current))
        let all = Switched.all(in: seen.channels, contact: contact, current: current, above: level, at: seen.time)
        return all.compactMap { switched in
            guard switched.channels.count == 2, let known = switched.channels.first else { return nil }
            let hold = state[keyPath: holds].update(known.device, from: Hold()) { hold in
                // What was told long ago must not let the delay run out.
                if tells, switched.areBothHeard(at: seen.time, within: gap) {
                    hold.update(
                        switched.isContradictory, at: seen.time, onDelay: limit.duration, offDelay: .seconds(60),
                        gap: gap)
                }
                return hold
            }
            return hold.isOn ? hold.since.map { finding(switched, known.channel, seen, since: $0) } : nil
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

    public func migrated(_ old: OldState) throws -> State {
        guard old.form == 1 else { throw StateError.unknownForm(old.form) }
        let form1 = try Form1(from: old.decoder)
        return State(fans: form1.fans, purifiers: form1.purifiers)
    }
}
