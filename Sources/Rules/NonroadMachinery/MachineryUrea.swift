public import Facilities

/// No standard sets a figure: all of them are our own. Urea (AdBlue) is to be filled up below 10 % (yellow); a machine that
/// runs without any sets its NOx free (red). A level that stands still although the engine has run for ten hours means
/// that nothing is dosed, or that the sensor is stuck (yellow).
public struct MachineryUrea: Rule {
    public static let id = "machinery.urea"
    public static let judges = Text(
        zh: "尿素液位是否过低、用尽，或长时间运行而不下降",
        en: "whether the urea is low, used up, or does not go down although the engine has run for long"
    )

    public struct State: Codable, Hashable, Sendable {
        var engine = EngineWatch()
        var level = Latest()
        var low = LimitHold()
        var empty = LimitHold()
        /// From where the level has not moved since, and how long the engine has run since.
        var mark: Double?
        var markedAt: Timestamp?
        var run = RunHours()
        var supply = Supply()
    }

    public var state = State()
    private let low: Limit
    private let empty: Limit
    private let still: Limit
    private let move: Limit
    private let speed: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        low = facility.limit(.ownDefault("ureaLow", 10, .percent))
        empty = facility.limit(.ownDefault("ureaEmpty", 2, .percent))
        still = facility.limit(.ownDefault("ureaStill", 10, .hour))
        move = facility.limit(.ownDefault("ureaMove", 1, .percent))
        speed = facility.limit(.engineOnSpeed)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [low, empty, still, move, speed, missingAfter] }

    // A machine shakes its tank.
    private static let delay = Duration.minutes(5)
    private static let band = 2.0

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event { take(sample) }
        return [little, standing].compactMap(\.self) + state.supply.findings(Self.id, missingAfter, judging: .ureaLevel)
    }

    private mutating func take(_ sample: Sample) {
        let time = sample.time
        state.engine.take(sample)
        state.level.take(sample.value(of: .ureaLevel), at: time)
        let runs = state.engine.turns(above: speed, at: time)
        state.supply.take(sample, .engineSpeed)
        state.supply.take(sample, .ureaLevel, isNeeded: runs != false)
        // While the level is not known, nobody can say that it stood still.
        let isKnown = state.level.value(at: time) != nil
        if sample.measures(.engineSpeed) { state.run.update(isRunning: isKnown ? runs : nil, at: time) }
        guard let level = sample.value(of: .ureaLevel) else { return }
        judge(level, runs: runs, at: time)
        if state.mark.map({ abs(level - $0) >= move.value }) ?? true {
            (state.mark, state.markedAt, state.run) = (level, time, RunHours())
        }
    }

    private mutating func judge(_ level: Double, runs: Bool?, at time: Timestamp) {
        state.low.update(
            level, .below, low.value, band: Self.band, at: time, onDelay: Self.delay, offDelay: .seconds(60)
        )
        // It becomes red only while the engine runs, and is over when there is urea again, whatever the engine does.
        let line = empty.value + (state.empty.since == nil ? 0 : Self.band)
        state.empty.update(
            level >= line || runs == true ? level : nil, .below, empty.value, band: Self.band, at: time,
            onDelay: Self.delay, offDelay: .seconds(60)
        )
    }

    private var little: Finding? {
        let isEmpty = state.empty.since != nil
        let (hold, limit) = isEmpty ? (state.empty, empty) : (state.low, low)
        guard let since = hold.since, let figure = hold.figure else { return nil }
        let (is_, of) = (figure.plainText(decimals: 1, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: isEmpty ? "尿素已用尽（\(is_)%，低于\(of)%）而发动机在运行" : "尿素液位\(is_)%，低于\(of)%，请加注",
            en: isEmpty
                ? "the urea is used up (\(is_) %, below \(of) %) and the engine runs"
                : "urea level \(is_) %, below \(of) %: fill it up"
        )
        return Finding(
            rule: Self.id, level: isEmpty ? .red : .yellow, since: since, figure: figure, limit: limit, text: text)
    }

    /// An empty tank cannot go down any further.
    private var standing: Finding? {
        guard state.run.hours >= still.value, let mark = state.mark, mark >= empty.value, let since = state.markedAt
        else { return nil }
        let (hours, is_, by) = (
            state.run.hours.plainText(decimals: 1), mark.plainText(decimals: 1), move.value.plainText
        )
        let text = Text(
            zh: "发动机已运行\(hours)小时而尿素液位停在\(is_)%（变化不足\(by)%），可能没有喷射或液位传感器故障",
            en:
                "the engine has run for \(hours) h and the urea level stays at \(is_) % (moved by less than \(by) %): nothing may be dosed, or the sensor is stuck"
        )
        return Finding(
            rule: Self.id, cause: "still", level: .yellow, since: since, figure: state.run.hours, limit: still,
            text: text)
    }

    public var next: NextStep? {
        little.map { NextStep(.fillUrea, due: $0.since.day(utcOffset: utcOffset)) }
            ?? standing.map { NextStep(.checkExhaustCleaning, due: $0.since.day(utcOffset: utcOffset)) }
            ?? state.supply.next(missingAfter, utcOffset: utcOffset, judging: .ureaLevel)
    }
}
