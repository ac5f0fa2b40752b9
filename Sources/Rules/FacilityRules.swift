public import Facilities

/// The rules of one facility, what each remembers, and the findings in force.
public struct FacilityRules: Sendable {
    public private(set) var rules: [any Rule]
    private let facility: Facility
    private var memory = Memory()
    private var byRule: [[Finding]]

    /// What lives longer than a run of the gateway, beside what the rules remember.
    private struct Memory: Codable {
        var findings = FindingsInForce()
        var reminders = Reminders()
        var instruments = Instruments()
        var light = Light.grey
        var since: Timestamp?
        var asOf: Timestamp?
        var last: Status.LastRecord?
    }

    public init(for facility: Facility) {
        self.facility = facility
        rules = RuleBook.rules(for: facility)
        byRule = rules.map { _ in [] }
    }

    /// The sample as it is to be kept and judged: corrected by the calibrations in force, and marked while somebody works
    /// on the instruments.
    public func marked(_ sample: Sample) -> Sample { memory.instruments.marked(sample) }

    /// What is wrong with a record as things stand; nothing of it may be entered then.
    public func problems(with record: Record) -> [RecordProblem] {
        [memory.findings.problem(with: record)].compactMap(\.self) + rules.compactMap { $0.problem(with: record) }
    }

    /// Takes one event in, and says what came of it. A finding that goes on keeps its beginning and is not raised again.
    public mutating func consider(_ event: Event) -> [Entry] {
        let now = event.now(after: memory.asOf)
        memory.asOf = now
        var entries: [Entry] = []
        if case .record(let record) = event {
            remember(record)
            memory.instruments.take(record)
            entries = memory.findings.take(record)
        }
        for index in rules.indices { byRule[index] = rules[index].consider(event) }
        entries += memory.findings.replace(with: byRule.flatMap(\.self), at: now)
        if case .tick = event { entries += passed(to: now) }
        updateLight(at: now)
        return entries
    }

    private mutating func remember(_ record: Record) {
        let day = record.at.day(utcOffset: facility.utcOffset)
        guard record.body.kind != .cityMean, memory.last.map({ $0.at <= day }) ?? true else { return }
        memory.last = .init(record.body.kind, at: day)
    }

    private mutating func passed(to now: Timestamp) -> [Entry] {
        let ended = memory.findings.endShelving(at: now)
        let shelved = Set(memory.findings.all.filter { $0.shelvedUntil != nil }.map(\.rule))
        let steps = rules.compactMap { rule in rule.next.map { (rule: rule.name, step: $0) } }
            .filter { !shelved.contains($0.rule) }
        return ended + memory.reminders.due(steps, at: now, utcOffset: facility.utcOffset)
    }

    private mutating func updateLight(at time: Timestamp) {
        let light = Light(memory.findings.all)
        if light != memory.light || memory.since == nil { memory.since = time }
        memory.light = light
    }

    /// How the facility stands after the events so far.
    public var status: Status {
        let order: [Finding.Level] = [.red, .yellow, .grey]
        let findings = order.flatMap { level in memory.findings.all.filter { $0.level == level } }
        let time = memory.asOf ?? Timestamp(milliseconds: 0)
        return Status(
            code: facility.code, kind: facility.kind, name: facility.name, light: memory.light,
            since: memory.since ?? time, asOf: time, findings: findings,
            next: rules.compactMap(\.next).min { $0.due < $1.due }, last: memory.last,
            assessment: rules.lazy.compactMap(\.assessment).first
        )
    }
}

// MARK: Kept over restarts

extension FacilityRules: Encodable {
    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }

        static let memory = Name(stringValue: "facility")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(memory, forKey: .memory)
        for rule in rules { try rule.encodeState(to: container.superEncoder(forKey: Name(stringValue: rule.name))) }
    }

    /// Goes on from what was encoded. What is missing or of another form begins afresh.
    public mutating func restore(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        memory = (try? container.decode(Memory.self, forKey: .memory)) ?? memory
        for index in rules.indices {
            guard let decoder = try? container.superDecoder(forKey: Name(stringValue: rules[index].name)) else {
                continue
            }
            rules[index].restoreState(from: decoder)
        }
    }
}

extension Rule {
    func encodeState(to encoder: any Encoder) throws {
        try state.encode(to: encoder)
    }

    mutating func restoreState(from decoder: any Decoder) {
        state = (try? State(from: decoder)) ?? state
    }
}
