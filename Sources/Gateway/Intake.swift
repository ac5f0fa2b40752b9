import Facilities
import Journal
import Logging
import Rules

/// Something that came in, and where it belongs.
struct Arrival: Sendable {
    var facility: Facility.Code
    var event: Event
}

/// What became of a record that somebody wanted to enter.
enum Entering: Sendable {
    /// Safe from a power cut, under these sequences, one a facility.
    case kept([Int64])
    /// Nothing of it was entered.
    case refused([RecordProblem])
    /// The journal cannot be written; it waits in memory and may be lost.
    case waiting
}

/// The one way in. Every event, from a bus, a command or the clock, is judged and then kept; what it led to is published
/// from the journal, never before.
actor Intake {
    private(set) var rules: [Facility.Code: FacilityRules]
    let journal: Journal
    private let facilities: [Facility]
    private let clock: TrustedClock
    private let logger: Logger
    private let onCommit: @Sendable () -> Void
    private var sequence: Int64
    private var aggregation: Aggregation
    private var batch = Batch()
    private var committing: Task<Bool, Never>?
    /// Whether the journal would not have the last commit.
    private(set) var isFailing = false
    /// Why the journal cannot be written any more, until it is opened anew.
    private(set) var damage: JournalError?
    private var lastPass = ContinuousClock.now
    private var touched: Set<Facility.Code> = []
    /// How the facilities stand by what is kept.
    private(set) var statuses: [Facility.Code: (status: Status, sequence: Int64)] = [:]

    /// The newest sample of each device, of what is kept.
    private var latest: [Facility.Code: [DeviceID: Sample]] = [:]

    /// Samples that wait in memory at most while the journal cannot be written.
    private static let bound = 200_000

    /// Goes on where the last run ended: restores what the rules remember, and lets them see again what came after.
    init(_ facilities: [Facility], journal: Journal, logger: Logger, onCommit: @escaping @Sendable () -> Void) throws {
        self.facilities = facilities
        self.journal = journal
        self.logger = logger
        self.onCommit = onCommit
        clock = TrustedClock(lastKept: try journal.lastTime())
        sequence = try journal.lastSequence()
        let restoring = try RulesRestoring(facilities, from: journal)
        rules = restoring.rules
        for (code, what) in restoring.rebuilt {
            sequence += 1
            batch.entries.append(KeptEntry(sequence: sequence, facility: code, time: .now, .rebuilt(what)))
            batch.durable = true
            logger.error(
                "Rule states rebuilt: they could not be read",
                metadata: [
                    "facility": "\(code)", "rules": "\(what.rules.joined(separator: " "))",
                    "from": "\(what.from?.description ?? "nothing: they count from zero")", "reason": "\(what.reason)",
                ])
        }
        aggregation = try Aggregation(facilities, journal: journal)
    }

    // MARK: In

    /// Judges and keeps. Findings are committed at once, samples with the next flush.
    ///
    /// - Parameter now: what the gateway's clock says; the samples' own time may be an earlier one.
    func take(_ arrivals: [Arrival], now: Timestamp) async {
        let isBelieved = clock.believes(now)
        for arrival in arrivals {
            add(isBelieved ? arrival : arrival.withUntrustedClock, at: arrival.event.time)
        }
        // A journal that others keep locked is asked again by the next pass, and does not hold up the buses.
        if !isFailing, batch.durable || batch.samples.count >= 1000 { await flush() }
    }

    /// A person's record, at one facility or at several: at all of them or at none.
    ///
    /// - Parameter now: when it was entered, which may be long after what it tells of.
    func enter(_ record: Record, at codes: [Facility.Code], now: Timestamp) async -> Entering {
        let problems = codes.flatMap { rules[$0]?.problems(with: record) ?? [] }
        guard problems.isEmpty else { return .refused(problems) }
        var sequences: [Int64] = []
        for code in codes {
            sequences.append(sequence + 1)
            add(Arrival(facility: code, event: .record(record)), at: now)
            if case .complaint(let complaint) = record.body, let evidence = evidence(for: complaint, at: code, now: now)
            {
                add(Arrival(facility: code, event: .evidence(evidence)), at: now)
            }
        }
        return await flush() ? .kept(sequences) : .waiting
    }

    /// Time passed: rules that wait for a deadline look at it, and what all rules remember is kept.
    func tick(_ time: Timestamp) async {
        for code in rules.keys.sorted() { add(Arrival(facility: code, event: .tick(time)), at: time) }
        batch.ruleStates = rules.map { code, rules in
            RuleState(facility: code, sequence: sequence, state: rules.json)
        }
        touched.formUnion(rules.keys)
        await flush()
    }

    /// Time passed: minutes that are over become means. What has come in by now is committed with them.
    func pass(_ time: Timestamp) async {
        aggregation.close(at: time, sequence: &sequence, into: &batch)
        await flush()
        lastPass = .now
    }

    /// How long ago the last pass had come round, whether the journal could be written or not.
    var sincePass: Duration { ContinuousClock.now - lastPass }

    /// - Parameter delivered: the samples that the broker has accepted since it was last called.
    func acknowledged(_ progress: UplinkProgress, by uplink: String, _ delivered: [Delivered] = []) {
        batch.progress[uplink] = progress
        batch.delivered += delivered
    }

    private func add(_ arrival: Arrival, at time: Timestamp) {
        let (code, event) = (arrival.facility, corrected(arrival))
        switch event {
        case .sample(let sample):
            let kept = Kept(sequence: next(), facility: code, time: time, sample)
            batch.samples.append(kept)
            aggregation.take(kept)
        case .record(let record): keep(.record(record), at: code, time)
        case .evidence(let evidence): keep(.evidence(evidence), at: code, time)
        case .tick: break
        }
        for entry in rules[code]?.consider(event) ?? [] { keep(entry, at: code, time) }
    }

    /// A sample as the calibrations have it, and marked while somebody works on the instruments.
    private func corrected(_ arrival: Arrival) -> Event {
        guard case .sample(let sample) = arrival.event else { return arrival.event }
        return .sample(rules[arrival.facility]?.marked(sample) ?? sample)
    }

    private func keep(_ entry: Entry, at code: Facility.Code, _ time: Timestamp) {
        batch.entries.append(KeptEntry(sequence: next(), facility: code, time: time, entry))
        batch.durable = true
        touched.insert(code)
    }

    private func next() -> Int64 {
        sequence += 1
        return sequence
    }

    // MARK: Kept

    /// Commits what has come in so far; false when the journal would not have it, and it waits in memory.
    @discardableResult func flush() async -> Bool {
        // One commit at a time, in order of sequence: an actor is re-entered while it awaits.
        while let running = committing { _ = await running.value }
        guard !batch.isEmpty else { return true }
        let task = Task { await self.commit() }
        committing = task
        return await task.value
    }

    private func commit() async -> Bool {
        defer { committing = nil }
        let going = batch
        let standing = touched.compactMap { code in rules[code].map { (code, $0.status) } }
        let last = sequence
        (batch, touched) = (Batch(), [])
        do {
            try await journal.commit(going)
        } catch {
            await keepWaiting(going, standing.map(\.0), error)
            return false
        }
        if isFailing { logger.notice("The journal can be written again") }
        isFailing = false
        for (code, status) in standing { statuses[code] = (status, last) }
        for kept in going.samples { latest[kept.facility, default: [:]][kept.content.device] = kept.content }
        onCommit()
        return true
    }

    private func keepWaiting(_ failed: Batch, _ codes: [Facility.Code], _ error: JournalError) async {
        if !isFailing { logger.error("Cannot keep data", metadata: ["reason": "\(error)"]) }
        isFailing = true
        var waiting = failed
        waiting.append(batch)
        let surplus = waiting.samples.count - Self.bound
        if surplus > 0 { waiting.samples.removeFirst(surplus) }
        batch = waiting
        touched.formUnion(codes)
        if case .corrupt = error { damage = error }
        guard case .full = error, let dropped = try? await journal.dropOldest() else { return }
        logger.warning(
            "Dropped the oldest data to make room",
            metadata: ["sequences": "\(dropped.sequences)", "count": "\(dropped.count)"]
        )
    }

    // MARK: What is kept, for those who show it

    /// What each device of a facility has given today so far.
    func devicesToday(of code: Facility.Code) -> DevicesToday? {
        guard let rules = rules[code] else { return nil }
        return rules.today.map { DevicesToday(day: $0.day, minutes: $0.minutes, devices: $0.devices) }
    }

    /// The newest sample of every device entry, by facility and name.
    func latestSamples() -> [Facility.Code: [DeviceID: Sample]] { latest }

    /// The newest sequence that is kept or about to be.
    var lastSequence: Int64 { sequence }

    /// The newest sample of each device of a facility, in order of device.
    func latestSamples(of code: Facility.Code) -> [Sample] {
        (latest[code] ?? [:]).values.sorted { $0.device.description < $1.device.description }
    }

    /// Nil where the code is no complaint point's, or nothing is around it.
    private func evidence(for complaint: Complaint, at code: Facility.Code, now: Timestamp) -> Evidence? {
        guard case .complaintPoint(let settings)? = facilities.first(where: { $0.code == code })?.settings else {
            return nil
        }
        let around = facilities.filter { facility in
            facility.kind != .complaintPoint && (settings.around.isEmpty || settings.around.contains(facility.code))
        }
        let statuses = around.compactMap { rules[$0.code]?.status }
        return Evidence(complaint.id, category: complaint.category, statuses, from: journal, now: now)
    }

    /// What stands behind the findings of each facility, for people at the gateway only.
    var details: [Facility.Code: [Text]] { rules.mapValues(\.details) }
}
