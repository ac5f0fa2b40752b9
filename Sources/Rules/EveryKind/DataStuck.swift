public import Facilities

/// A sensor whose value has not moved for longer than a live one can stand still, as its profile says. Judged while fan or
/// engine runs, where the facility has one: what stands still beside a standing fan is no fault. How long the mark must
/// last is our own default.
public struct DataStuck: Rule {
    public static let id = "data.stuck"
    public static let judges = Text(zh: "读数是否长时间不变", en: "whether a reading has stopped changing")

    public struct State: Codable, Hashable, Sendable {
        var doubts = DoubtedReadings()
        var fan = RunWatch()
        var engine = EngineWatch()
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let current: Limit
    private let speed: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        limit = facility.limit(.ownDefault("stuckFor", 5, .minute))
        current = facility.limit(.fanOnCurrent)
        speed = facility.limit(.engineOnSpeed)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit, current, speed] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        if case .sample(let sample) = event { take(sample, at: now) }
        state.doubts.pass(to: now)
        return state.doubts.lasting.compactMap(finding)
    }

    private mutating func take(_ sample: Sample, at now: Timestamp) {
        state.fan.take(sample)
        state.engine.take(sample)
        let time = sample.time
        let stands = (state.fan.runs(above: current, at: time) ?? state.engine.turns(above: speed, at: time)) == false
        state.doubts.take(sample, at: now, onDelay: limit.duration) { quality in
            switch quality {
            case .uncertain(.stuck): stands ? nil : true
            case .good: false
            default: nil
            }
        }
    }

    private func finding(_ doubt: DoubtedReadings.Doubt) -> Finding? {
        let value = doubt.value.map { Measure($0, doubt.unit).description } ?? ""
        let what = Text(zh: "停在\(value)不变，传感器可能卡死", en: "has stood at \(value), the sensor may be stuck,")
        return doubt.finding(Self.id, at: state.now, limit: limit, what)
    }

    public var next: NextStep? {
        state.doubts.since.map { NextStep(.checkSensors, due: $0.day(utcOffset: utcOffset)) }
    }
}
