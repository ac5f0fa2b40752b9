import Facilities
import Journal
import Rules

/// Determines what must be stored of each event. It is a value: events go in, and what must be committed comes out. It
/// reads neither a file nor a clock. Every sequence is assigned here, each once and in order.
struct Judge: Sendable {
    private(set) var rules: [Facility.Code: FacilityRules]
    /// The newest sequence that was assigned.
    private(set) var sequence: Int64
    /// The people who may enter records, including those who are not stored yet.
    private(set) var operators: [Operator]
    /// The notices, including those that are not stored yet.
    private var notices: Notices
    /// Returns the pseudonym for a text of a person that rules compare with others.
    private let pseudonym: @Sendable (String) -> String
    private var aggregation: Aggregation
    private var timeline: Timeline
    /// The times that people gave in records since the machine started.
    private var given: Set<Timestamp>
    private var judged = Judged()
    private var touched: Set<Facility.Code> = []

    /// Creates a judge.
    ///
    /// - Parameters:
    ///   - operators: the people who may enter records.
    ///   - notices: the notices in the journal.
    ///   - timeline: the meaning of the stamps in the journal.
    ///   - given: the times that people gave in records since the machine started.
    ///   - pseudonym: returns the pseudonym for a text of a person that rules compare with others.
    ///   - sequence: the newest sequence that the journal has assigned.
    init(
        _ rules: [Facility.Code: FacilityRules], _ aggregation: Aggregation, operators: [Operator] = [],
        notices: Notices = Notices(), timeline: Timeline = Timeline(), given: Set<Timestamp> = [],
        pseudonym: @escaping @Sendable (String) -> String, after sequence: Int64
    ) {
        (self.timeline, self.given) = (timeline, given)
        (self.rules, self.aggregation, self.sequence) = (rules, aggregation, sequence)
        (self.operators, self.notices, self.pseudonym) = (operators, notices, pseudonym)
    }

    /// Judges arrivals in their order. Each is stored under its own time.
    mutating func take(_ arrivals: [Arrival]) -> Judged {
        for arrival in arrivals { add(arrival.event, at: arrival.facility, arrival.event.time) }
        return result()
    }

    /// Returns the errors of a record in the present state. A record with errors must not be entered.
    ///
    /// - Parameter now: the time of entering.
    func problems(with record: Record, at codes: [Facility.Code], now: Timestamp) -> [RecordProblem] {
        codes.flatMap { rules[$0]?.problems(with: record) ?? [] } + notices.problems(with: record, now: now)
    }

    /// Enters a person's record at each of the facilities, or once if it is about the whole gateway.
    ///
    /// - Parameters:
    ///   - evidence: the evidence at the time at which a complaint came in.
    ///   - now: the time of entering, which may be long after what the record reports.
    /// - Returns: what must be stored, and the sequence of the record at each facility.
    mutating func enter(
        _ record: Record, at codes: [Facility.Code], evidence: Evidence?, now: Timestamp
    ) -> (judged: Judged, sequences: [Int64]) {
        if record.isGiven(now) { given.insert(record.at) }
        var sequences: [Int64] = []
        if record.kind.isOfGateway {
            sequences.append(sequence + 1)
            keep(.record(record), at: nil, now)
        }
        for code in codes {
            sequences.append(sequence + 1)
            add(.record(record), at: code, now)
            if let evidence { add(.evidence(evidence), at: code, now) }
        }
        return (result(), sequences)
    }

    /// Returns the errors of a change of the people who may enter records.
    func problems(with step: OperatorStep) -> [RecordProblem] {
        switch step {
        case .added(let person, _): operators.contains { $0.name == person.name } ? [.nameInUse(person.name)] : []
        case .removed(let name): operators.contains { $0.name == name } ? [] : [.nobody(name, operators)]
        }
    }

    /// Adds or removes a person, with an entry that records it. It does nothing for a name that nobody has.
    mutating func enter(_ step: OperatorStep, now: Timestamp) -> Judged {
        switch step {
        case .added(let person, _):
            operators.append(person)
            judged.batch.operatorSteps.append(step)
            keep(.operatorChange(OperatorChange(.added, person)), at: nil, now)
        case .removed(let name):
            guard let index = operators.firstIndex(where: { $0.name == name }) else { break }
            let person = operators.remove(at: index)
            judged.batch.operatorSteps.append(.removed(name: person.name))
            keep(.operatorChange(OperatorChange(.removed, person)), at: nil, now)
        }
        return result()
    }

    /// Enters something about the whole gateway, or something that it found at a facility by itself.
    mutating func enter(_ entry: Entry, at code: Facility.Code? = nil, now: Timestamp) -> Judged {
        keep(entry, at: code, now)
        return result()
    }

    /// Enters a change of the gateway's time. What was measured and found by the old time is moved to the new one, so that
    /// all durations stay the same.
    ///
    /// - Parameter now: the new time.
    mutating func enter(_ change: ClockChange, now: Timestamp) -> Judged {
        let isStep = change.step == .stepped
        // This comes before the entry, after which stamps are of the new time.
        if isStep { aggregation.close(at: now, isOtherTime: true, sequence: &sequence, into: &judged.batch) }
        keep(.clock(change), at: nil, now)
        timeline.take(change, at: sequence, now)
        if change.step == .started { given = [] }
        if isStep, var shift = timeline.correction(at: sequence - 1).shift {
            shift.given = given
            for code in rules.keys { rules[code]?.correct(by: shift) }
        }
        guard change.step != .started else {
            rememberStates()
            return result()
        }
        return tick(now, isBelieved: change.isBelieved)
    }

    /// Notes corrected minutes, whose longer means must be computed again.
    mutating func note(corrected minutes: [Kept<Aggregate>]) { aggregation.note(corrected: minutes) }

    /// Begins an epoch of sequences.
    ///
    /// - Parameters:
    ///   - next: the sequence behind which it begins, if more were assigned elsewhere than here.
    ///   - loss: the sequences that were assigned elsewhere and are missing here.
    mutating func begin(
        _ change: EpochChange, behind next: Int64 = 0, losing loss: Loss? = nil, now: Timestamp
    ) -> Judged {
        sequence = max(sequence, next)
        keep(.epoch(change), at: nil, now)
        if let loss { keep(.loss(loss), at: nil, now) }
        return result()
    }

    /// Enters a seal over readings.
    mutating func enter(_ range: SealedRange, now: Timestamp) -> Judged {
        judged.batch.seals = [KeptSeal(sequence: sequence + 1, range)]
        return enter(.seal(range.seal), now: now)
    }

    /// Notes that time has passed: rules that wait for a deadline check it, and the states of all rules are stored.
    ///
    /// - Parameter isBelieved: whether the time is confirmed; nil if that is unknown.
    mutating func tick(_ time: Timestamp, isBelieved: Bool? = nil) -> Judged {
        for code in rules.keys.sorted() { add(.tick(time, isBelieved: isBelieved), at: code, time) }
        rememberStates()
        return result()
    }

    /// Notes that time has passed: completed minutes become means.
    mutating func close(at time: Timestamp) -> Judged {
        aggregation.close(at: time, sequence: &sequence, into: &judged.batch)
        return result()
    }

    /// Adds the states of all rules to what is stored.
    private mutating func rememberStates() {
        judged.batch.ruleStates = rules.map { code, rules in
            RuleState(facility: code, sequence: sequence, state: rules.json)
        }
        touched.formUnion(rules.keys)
    }

    private mutating func add(_ event: Event, at code: Facility.Code, _ time: Timestamp) {
        var event = corrected(event, at: code)
        switch event {
        case .sample(let sample):
            let kept = Kept(sequence: next(), facility: code, time: time, sample)
            judged.batch.samples.append(kept)
            aggregation.take(kept)
        case .record(let record):
            keep(.record(record), at: code, time)
            event = .record(record.withoutPeople(pseudonym))
        case .evidence(let evidence): keep(.evidence(evidence), at: code, time)
        case .tick: break
        }
        guard let place = rules.index(forKey: code) else { return }
        for entry in rules.values[place].consider(event) { keep(entry, at: code, time) }
    }

    /// Returns a sample as the calibrations correct it, marked while the instruments are under maintenance.
    private mutating func corrected(_ event: Event, at code: Facility.Code) -> Event {
        guard case .sample(let sample) = event, let place = rules.index(forKey: code) else { return event }
        return .sample(Self.marked(sample, by: &rules.values[place]))
    }

    /// Returns the sample as rules mark it. They are handed over to be changed, and are not: otherwise all that they remember would be
    /// copied for each sample.
    private static func marked(_ sample: Sample, by rules: inout FacilityRules) -> Sample { rules.marked(sample) }

    private mutating func keep(_ entry: Entry, at code: Facility.Code?, _ time: Timestamp) {
        let kept = KeptEntry(sequence: next(), facility: code, time: time, entry)
        judged.batch.entries.append(kept)
        notices.take(kept)
        judged.batch.durable = true
        if let code { touched.insert(code) }
    }

    private mutating func next() -> Int64 {
        sequence += 1
        return sequence
    }

    private mutating func result() -> Judged {
        defer { (judged, touched) = (Judged(), []) }
        for code in touched { judged.standings[code] = rules[code].map(Standing.init) }
        return judged
    }
}
