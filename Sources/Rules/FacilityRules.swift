public import Facilities

/// The rules of one facility with their memory, and the findings in force.
public struct FacilityRules: Sendable {
    /// The rules with their memory, in the order of the table.
    public internal(set) var rules: [any Rule]
    let facility: Facility
    private let levels: Levels
    private let judgement: Judgement
    var memory = Memory()
    var observation = Observation()
    /// The result of each rule after the last event; empty before the first.
    private var verdicts: [Verdict]

    /// Creates the rules of a facility, without memory.
    public init(for facility: Facility) {
        self.facility = facility
        rules = RuleBook.rules(for: facility)
        levels = Levels(of: facility)
        judgement = Judgement(rules, of: facility)
        verdicts = []
    }

    /// Returns the sample as it is stored and judged: corrected by the calibrations in force, and marked during work on
    /// the instruments.
    public func marked(_ sample: Sample) -> Sample { memory.instruments.marked(sample) }

    /// Whether a person's note is about a finding that waits for an acknowledgement.
    public func isAboutLatched(_ note: any OfFinding) -> Bool { memory.findings.isAboutLatched(note) }

    /// Returns what is wrong with a record at present; it must not be entered unless this is empty.
    public func problems(with record: Record) -> [RecordProblem] {
        [memory.findings.problem(with: record)].compactMap(\.self) + rules.compactMap { $0.problem(with: record) }
    }

    /// Takes one event in. Returns the entries that result from it. A finding that continues keeps its begin, and is
    /// not raised again.
    public mutating func consider(_ event: Event) -> [Entry] {
        let seen = observation.take(event, of: facility, levels)
        memory.asOf = seen.now
        var entries: [Entry] = []
        if let record = seen.record {
            remember(record)
            memory.instruments.take(record)
            entries = memory.findings.take(record)
        }
        judge(seen)
        entries += memory.findings.replace(with: found(seen), at: seen.now)
        entries += suspected(seen)
        updateLight(seen)
        if case .tick = event { entries += passed(to: seen.now) }
        return entries
    }

    private mutating func judge(_ seen: Observed) {
        if verdicts.isEmpty {
            verdicts = rules.map { _ in Verdict() }
            memory.steps = [:]
        }
        for index in rules.indices { verdicts[index] = rules[index].consider(seen) }
    }

    private mutating func found(_ seen: Observed) -> [Found] {
        var findings: [Found] = []
        for index in verdicts.indices {
            for finding in verdicts[index].findings
            where !judgement.isMissedOnPurpose(finding, index, seen.channels) {
                findings.append(Found(finding: finding, isDated: rules[index].isDated(finding)))
            }
        }
        guard !memory.lost.isEmpty else { return findings }
        defer { memory.lost = [] }
        return findings + memory.lost.map { Found(finding: Finding.lost($0, at: seen.now)) }
    }

    private mutating func suspected(_ seen: Observed) -> [Entry] {
        guard verdicts.contains(where: { !$0.suspicions.isEmpty }) else { return [] }
        var standing = memory.suspicions ?? StandingSuspicions()
        defer { memory.suspicions = standing }
        return verdicts.flatMap(\.suspicions).filter { standing.take($0, at: seen.now) }.map(Entry.suspicion)
    }

    private mutating func remember(_ record: Record) {
        let day = record.at.day(utcOffset: facility.utcOffset)
        guard record.kind != CityAir.kind else { return }
        if let last = memory.last, last.at > day { return }
        memory.last = .init(record.kind, at: day)
    }

    private mutating func passed(to now: Timestamp) -> [Entry] {
        let ended = memory.findings.endShelving(at: now)
        let shelved = Set(memory.findings.all.filter { $0.shelvedUntil != nil }.map(\.rule))
        let steps = zip(rules, verdicts).compactMap { rule, verdict in
            verdict.next.map { (rule: rule.name, step: $0) }
        }
        .filter { !shelved.contains($0.rule) }
        let reminders = memory.reminders.due(steps, at: now, utcOffset: facility.utcOffset)
        return ended + reminders + memory.accounting.accounts(rules).map(Entry.account)
    }

    private mutating func updateLight(_ seen: Observed) {
        let light = Light(memory.findings.all, isBlocked: judgement.isBlocked(seen.channels))
        if light != memory.light || memory.since == nil { memory.since = seen.now }
        memory.light = light
        memory.accounting.take(seen, light: light, runs: seen.fan ?? seen.engine.turns(above: levels.engineOn))
    }

    /// The status of the facility after the events so far.
    public var status: Status {
        let order: [Finding.Level] = [.red, .yellow, .grey]
        let findings = order.flatMap { level in memory.findings.all.filter { $0.level == level } }
        let time = memory.asOf ?? Timestamp(milliseconds: 0)
        let notJudged = judgement.notJudged(rules, memory.findings.all, observation.channels)
        let judged = rules.map(\.name).filter { name in !notJudged.contains { $0.rule == name } }
        return Status(
            code: facility.code, kind: facility.kind, name: facility.name, light: memory.light,
            since: memory.since ?? time, asOf: time, findings: findings, next: next,
            last: memory.last, assessment: verdicts.lazy.compactMap(\.assessment).first ?? memory.assessment,
            due: due, basis: judgement.basis, judged: judged, notJudged: notJudged, loosened: loosened
        )
    }

    /// The status before any event, with the declared channels: it shows what would be judged, and what would not.
    public var planned: Status {
        var planned = self
        planned.observation.declare(facility.channels, at: Timestamp(milliseconds: 0))
        return planned.status
    }

    /// The suspicions of the last thirty days, the oldest first. They are not part of the status, which is public.
    public var suspicions: [Suspicion] { memory.suspicions?.all(at: memory.asOf) ?? [] }

    /// The evidence for the findings, a line each. It names other facilities, and is not for the public.
    public var details: [Text] { rules.flatMap(\.details) }

    /// The newest means that rules have judged.
    public var means: [JudgedMean] { rules.flatMap(\.means) }

    /// The checks of the standard for the work (洗到什么标准), one for each line that is measured now. After a restart there
    /// are none before the first event: a remembered value is not current.
    public var checks: [StandardCheck] {
        guard !verdicts.isEmpty, let seen = observation.look(at: facility, levels) else { return [] }
        return rules.flatMap { $0.checks(seen) }
    }

    /// The figures by which people follow the facility, in the order of the rules.
    public var gauges: [Gauge] { rules.flatMap(\.gauges) }

    /// The figures of the newest days of a building site, the oldest first; empty for other kinds.
    public var dustScores: [DustScore] { rules.flatMap(\.dustScores) }

    /// The time at which the last rule that waits for data can judge; nil where none waits.
    public var ready: Timestamp? {
        let waiting = Set(memory.findings.all.filter { $0.level == .grey }.map(\.rule))
        return rules.filter { waiting.contains($0.name) }.compactMap(\.ready).max()
    }

    /// The limits of each rule, by the rule's name.
    public var ruleLimits: [String: [Limit]] {
        rules.reduce(into: [:]) { $0[$1.name] = $1.limits }
    }

    /// The limits that the readings of each quantity are compared with.
    public var quantityLimits: [Quantity: [QuantityLimit]] {
        rules.reduce(into: [:]) { limits, rule in
            for need in rule.needs {
                for quantity in need.quantities {
                    let own = need.limits.map { QuantityLimit(rule: rule.name, limit: $0.limit, side: $0.side) }
                    limits[quantity, default: []] += own
                }
            }
        }
    }

    /// The limits that the site has made looser, by name.
    public var loosened: [Loosened] { rules.loosened }

    /// The values of each device today so far, up to a minute of the day; nil before the first event.
    public var today: (day: Day, minutes: Int, devices: [DeviceDay])? { memory.accounting.devicesToday }

    /// The lights of today so far; nil before the first event.
    public var lightsToday: CountedDay? { memory.accounting.lightsToday(utcOffset: facility.utcOffset) }

    /// The step that is due first; the first rule's where two are due on one day.
    private var next: NextStep? { due.first.map { NextStep($0.action, due: $0.due) } }

    /// The steps by due day; those of one day in the order of the rules.
    private var due: [Status.Due] {
        let steps = steps
        let due = rules.compactMap { rule in steps[rule.name].map { Status.Due(rule.name, $0) } }
        return due.enumerated().sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }.map(\.element)
    }

    /// The next step because of each rule, by its name. Until the first event after a start these are the remembered
    /// ones.
    public var steps: [String: NextStep] {
        guard !verdicts.isEmpty else { return memory.steps }
        return rules.indices.reduce(into: [:]) { steps, index in
            let findings = verdicts[index].findings
            let isMissed =
                !findings.isEmpty
                && findings.allSatisfy {
                    judgement.isMissedOnPurpose($0, index, observation.channels)
                }
            // Nobody looks after what is not there on purpose.
            if !isMissed { steps[rules[index].name] = verdicts[index].next }
        }
    }
}
