import Facilities

/// A sensor whose value has not moved for longer than a live one can stand still, by its profile. It is judged while
/// fan or engine runs, where the facility has one: a value that stands still beside a standing fan is no fault. The
/// time for which the mark must last is our own default.
struct DataStuck: Rule {
    static let id = "data.stuck"
    static let colour = RuleClass.data
    static let judges = Text(zh: "读数是否长时间不变", en: "whether a reading has stopped changing")

    struct State: Codable, Hashable, Sendable {
        var doubts = DoubtedReadings()
    }

    var state = State()
    private let limit: Limit
    private let speed: Limit

    init(of facility: Facility) {
        limit = facility.limit(.ownDefault("stuckFor", 5, .minute, in: 0...1440, looser: .above, addressee: .installer))
        speed = facility.limit(.engineOnSpeed)
    }

    var limits: [Limit] { [limit, speed] }

    mutating func consider(_ seen: Observed) -> Verdict {
        let stands = (seen.fan ?? seen.engine.turns(above: speed)) == false
        state.doubts.take(seen, onDelay: limit.duration) { quality in
            switch quality {
            case .uncertain(.stuck): stands ? nil : true
            case .good: false
            default: nil
            }
        }
        state.doubts.pass(to: seen.now)
        var verdict = Verdict()
        verdict.add(state.doubts.lasting.compactMap { finding($0, seen) }, .checkSensors, in: seen)
        return verdict
    }

    private func finding(_ doubt: DoubtedReadings.Doubt, _ seen: Observed) -> Finding? {
        let value = doubt.value.map { Measure($0, doubt.unit).description } ?? ""
        let what = Text(zh: "停在\(value)不变，传感器可能卡死", en: "has stood at \(value), the sensor may be stuck,")
        return doubt.finding(Self.id, seen, limit: limit, what)
    }
}
