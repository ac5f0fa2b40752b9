import Facilities

/// No standard sets a figure: all of them are our own. Urea (AdBlue) has to be filled up below 10 % (yellow); a machine
/// that runs without any emits its NOx (red). A level that stands still although the engine has run for ten hours means
/// that nothing is dosed, or that the sensor is stuck (yellow).
struct MachineryUrea: Rule {
    static let id = "machinery.urea"
    static let colour = RuleClass.state
    static let judges = Text(
        zh: "尿素液位是否过低、用尽，或长时间运行而不下降",
        en: "whether the urea is low, used up, or does not go down although the engine has run for long"
    )

    struct State: Codable, Hashable, Sendable {
        var tanks = ByDevice<Tank>()
    }

    /// One sensor of the level.
    struct Tank: Codable, Hashable, Sendable {
        var low = LimitHold()
        var empty = LimitHold()
        /// The level that has not moved since `markedAt`, in per cent.
        var mark: Double?
        var markedAt: Timestamp?
        var run = RunHours()
    }

    var state = State()
    private let low: Limit
    private let empty: Limit
    private let still: Limit
    private let move: Limit
    private let speed: Limit
    private let missingAfter: Limit

    init(of facility: Facility) {
        low = facility.limit(.ownDefault("ureaLow", 10, .percent, in: 0...100, looser: .below))
        empty = facility.limit(.ownDefault("ureaEmpty", 2, .percent, in: 0...50, looser: .below))
        still = facility.limit(.ownDefault("ureaStill", 10, .hour, in: 1...1000, looser: .above))
        move = facility.limit(.ownDefault("ureaMove", 1, .percent, in: 0.1...50, looser: .below))
        speed = facility.limit(.engineOnSpeed)
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [low, empty, still, move, speed, missingAfter] }
    var needs: [Need] {
        [Need(.ureaLevel, limits: [(low, .below), (empty, .below)]), Need(.engineSpeed)]
    }

    // A machine shakes its tank.
    private static let delay = Duration.minutes(5)
    private static let band = 2.0

    mutating func consider(_ seen: Observed) -> Verdict {
        if seen.hasNewReading(of: .ureaLevel, .engineSpeed) { take(seen) }
        var verdict = Verdict()
        guard seen.measures(.ureaLevel) else { return verdict }
        for known in seen.channels(of: .ureaLevel) {
            guard let tank = state.tanks[known.device] else { continue }
            verdict.add(little(tank, known.channel, seen), .fillUrea, in: seen)
            verdict.add(standing(tank, known.channel, seen), .checkExhaustCleaning, in: seen)
        }
        let speed = seen.missing(anyOf: [.engineSpeed], Self.id, missingAfter)
        verdict.add(
            seen.missing(.ureaLevel, Self.id, missingAfter, idle: .engineStands) + [speed].compactMap(\.self),
            .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ seen: Observed) {
        let runs = seen.engine.turns(above: speed)
        if seen.hasNewReading(of: .engineSpeed) {
            let gap = Duration.ofRunning(period: seen.period(of: .engineSpeed))
            for known in seen.channels(of: .ureaLevel) {
                // While the level is not known, nobody can say that it stood still.
                let isKnown = known.fresh(.limits, at: seen.time) != nil
                state.tanks.update(known.device, from: Tank()) {
                    $0.run.update(isRunning: isKnown ? runs : nil, at: seen.time, gap: gap)
                }
            }
        }
        for new in seen.newReadings(of: .ureaLevel) {
            guard let level = new.measured(.limits) else { continue }
            var tank = state.tanks[new.device] ?? Tank()
            judge(&tank, level, runs: runs, at: seen.time, new.gap)
            if hasMoved(level.value, from: tank.mark) {
                (tank.mark, tank.markedAt, tank.run) = (level.value, seen.time, RunHours())
            }
            state.tanks[new.device] = tank
        }
    }

    /// Whether a level differs enough from a mark, in per cent; true without one.
    private func hasMoved(_ level: Double, from mark: Double?) -> Bool {
        guard let mark else { return true }
        return abs(level - mark) >= move.value
    }

    private func judge(_ tank: inout Tank, _ level: Measured, runs: Bool?, at time: Timestamp, _ gap: Gap) {
        tank.low.update(
            level, .below, low.value, band: Self.band, at: time, onDelay: Self.delay, offDelay: .seconds(60), gap: gap)
        // It becomes red only while the engine runs, and is over when there is urea again, whatever the engine does.
        let line = empty.value + (tank.empty.since == nil ? 0 : Self.band)
        let counts = level.value >= line || runs == true
        if !counts, runs == false { tank.empty.interrupt() }
        tank.empty.update(
            counts ? level : nil, .below, empty.value, band: Self.band, at: time, onDelay: Self.delay,
            offDelay: .seconds(60), gap: gap)
    }

    private func little(_ tank: Tank, _ channel: Channel, _ seen: Observed) -> Finding? {
        let isEmpty = tank.empty.since != nil
        let (hold, limit) = isEmpty ? (tank.empty, empty) : (tank.low, low)
        guard let since = hold.since, let figure = hold.figure else { return nil }
        let (is_, of) = (figure.shown(hold.bound, decimals: 1, beside: limit.value), limit.value.plainText)
        let text =
            if isEmpty {
                Text(
                    zh: "尿素已用尽（\(is_.zh)%，低于\(of)%）而发动机在运行",
                    en: "the urea is used up (\(is_.en) %, below \(of) %) and the engine runs")
            } else {
                Text(
                    zh: "尿素液位\(is_.zh)%，低于\(of)%，请加注", en: "urea level \(is_.en) %, below \(of) %: fill it up")
            }
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: isEmpty ? .red : .yellow, since: since,
            figure: figure, bound: hold.bound, limit: limit, text: seen.at(channel, text))
    }

    /// Returns the finding of a level that stands still; an empty tank cannot go down any further.
    private func standing(_ tank: Tank, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard tank.run.hours >= still.value, let mark = tank.mark, mark >= empty.value, let since = tank.markedAt
        else { return nil }
        let (hours, is_, by) = (
            tank.run.hours.plainText(decimals: 1), mark.plainText(decimals: 1), move.value.plainText
        )
        let text = Text(
            zh: "发动机已运行\(hours)小时而尿素液位停在\(is_)%（变化不足\(by)%），可能没有喷射或液位传感器故障",
            en:
                "the engine has run for \(hours) h and the urea level stays at \(is_) % (moved by less than \(by) %): nothing may be dosed, or the sensor is stuck"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)/still", of: channel, level: .yellow, since: since,
            figure: tank.run.hours, limit: still, text: seen.at(channel, text))
    }

    var counters: [String: Double] {
        guard let tank = state.tanks.values.first else { return [:] }
        return ["runSinceMoved": tank.run.hours]
    }

    func migrated(_ old: OldState) throws -> State {
        State(tanks: old.byDevice(try old.form0(Tank.self), of: .ureaLevel))
    }
}
