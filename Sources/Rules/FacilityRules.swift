public import Facilities

/// The rules of one facility, what each remembers, and the findings in force.
public struct FacilityRules: Sendable {
    public private(set) var rules: [any Rule]
    private let facility: Facility
    private var memory = Memory()
    private var byRule: [[Finding]]

    /// What lives longer than a run of the gateway, beside what the rules remember.
    private struct Memory: Codable {
        var inForce: [Finding] = []
        var light = Light.grey
        var since: Timestamp?
        var asOf: Timestamp?
        var last: Status.LastRecord?
    }

    public init(for facility: Facility) {
        self.facility = facility
        rules = Self.rules(for: facility)
        byRule = rules.map { _ in [] }
    }

    private static func rules(for facility: Facility) -> [any Rule] {
        switch facility.settings {
        case .activatedCarbon(let settings):
            [
                CarbonCycle(settings, of: facility), CarbonPressure(settings, of: facility),
                CarbonQuality(settings, of: facility), DataSilent(of: facility),
            ]
        case .fumePurifier(let settings):
            [
                FumeCleaning(settings, of: facility), PurifierOff(of: facility), FumeLimit(of: facility),
                DataSilent(of: facility),
            ]
        case .nonroadMachinery(let settings):
            [MachinerySmoke(settings, of: facility), MachineryTest(settings, of: facility), DataSilent(of: facility)]
        case .dustSite:
            [
                DustTSP(of: facility), DustPM10(of: facility), DustGrade(of: facility), DataSilent(of: facility),
            ]
        case .complaintPoint:
            [ComplaintDeadlines(of: facility)]
        }
    }

    /// Takes one event in, and says what was raised and cleared by it. A finding that goes on keeps its beginning and is
    /// not raised again.
    public mutating func consider(_ event: Event) -> [Entry] {
        let now = event.now(after: memory.asOf)
        memory.asOf = now
        if case .record(let record) = event { remember(record) }
        for index in rules.indices { byRule[index] = rules[index].consider(event) }
        let found = byRule.flatMap(\.self)
        guard !found.isEmpty || !memory.inForce.isEmpty || memory.since == nil else { return [] }
        return replace(with: found, at: now)
    }

    private mutating func remember(_ record: Record) {
        let day = record.at.day(utcOffset: facility.utcOffset)
        guard record.body.kind != .cityMean, memory.last.map({ $0.at <= day }) ?? true else { return }
        memory.last = .init(record.body.kind, at: day)
    }

    private mutating func replace(with found: [Finding], at time: Timestamp) -> [Entry] {
        let before = Dictionary(memory.inForce.map { ($0.identity, $0) }) { first, _ in first }
        let kept = found.map { finding in
            var finding = finding
            finding.since = before[finding.identity]?.since ?? finding.since
            return finding
        }
        let now = Set(kept.map(\.identity))
        let cleared = memory.inForce.filter { !now.contains($0.identity) }.map(Entry.cleared)
        let raised = kept.filter { before[$0.identity] == nil }.map(Entry.raised)
        memory.inForce = kept
        let light = Light(kept)
        if light != memory.light || memory.since == nil { memory.since = time }
        memory.light = light
        return cleared + raised
    }

    /// How the facility stands after the events so far.
    public var status: Status {
        let order: [Finding.Level] = [.red, .yellow, .grey]
        let findings = order.flatMap { level in memory.inForce.filter { $0.level == level } }
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

    /// Goes on from what was encoded. A rule whose memory is missing or of another form begins afresh.
    public mutating func restore(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        memory = try container.decode(Memory.self, forKey: .memory)
        for index in rules.indices {
            guard let decoder = try? container.superDecoder(forKey: Name(stringValue: rules[index].name)) else {
                continue
            }
            rules[index].restoreState(from: decoder)
        }
    }
}

extension Rule {
    public var name: String { Self.id }

    func encodeState(to encoder: any Encoder) throws {
        try state.encode(to: encoder)
    }

    mutating func restoreState(from decoder: any Decoder) {
        state = (try? State(from: decoder)) ?? state
    }
}
