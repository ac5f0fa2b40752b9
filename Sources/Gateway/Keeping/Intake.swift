import Facilities
import Journal
import Logging
import Rules
import Uplinks

/// An epoch that began while the gateway runs.
private struct Begun {
    var jump: EpochJump
    /// The first sequence that may have another meaning in the other journal.
    var from: Int64

    var entry: Int64 { jump.entry }
}

/// The only way in for events. Every event of a bus, a command or the clock is judged in turn and handed to the committer.
actor Intake {
    private var judge: Judge
    private let facilities: [Facility]
    private let clock: SiteClock
    /// The epoch that this run has begun because of a broker's state.
    private var begun: Begun?
    /// The uptime at which the clock was last set.
    private var stepped: Timestamp?
    private let journal: Journal
    private let committer: Committer
    private let logger: Logger

    /// Continues where the last run ended: restores the states of the rules, and shows them again the events that came
    /// after.
    init(_ facilities: [Facility], journal: Journal, committer: Committer, clock: SiteClock, logger: Logger) throws {
        (self.facilities, self.journal, self.committer, self.clock) = (facilities, journal, committer, clock)
        self.logger = logger
        let key = try journal.secretKey()
        let now = clock.now
        let restoring = try RulesRestoring(
            facilities, from: journal, now: clock.isBelieved && clock.isAfterStart ? now : nil)
        let aggregation = try Aggregation(facilities, journal: journal)
        judge = Judge(
            restoring.rules, aggregation, operators: try journal.operators(),
            notices: try journal.postedNotices(), timeline: journal.timeline,
            // If nothing is stored of this start of the machine, there are none.
            given: clock.isAfterStart
                ? [] : try journal.timesGiven(since: journal.timeline.firstSequence(ofStartAt: .max)),
            pseudonym: key.hash, after: try journal.lastSequence())
        let first = judge.sequence + 1
        if let reason = journal.epochDue {
            let change = EpochChange(EpochChange.newID(), reason, before: try journal.epochs().newest?.id)
            committer.add(judge.begin(change, now: now))
        }
        if var change = clock.takeBeginning() {
            change.from = first
            committer.add(judge.enter(change, now: now))
        }
        if let chain = journal.rechaining { committer.add(judge.enter(.rechained(chain), now: now)) }
        for loss in journal.losses { committer.add(judge.enter(.loss(loss), now: now)) }
        for (code, what) in restoring.rebuilt {
            committer.add(judge.enter(.rebuilt(what), at: code, now: now))
            logger.error(
                "Rule states rebuilt: they could not be read",
                metadata: [
                    "facility": "\(code)", "rules": "\(what.rules.joined(separator: " "))",
                    "from": "\(what.from?.description ?? "nothing: they count from zero")", "reason": "\(what.reason)",
                ])
        }
    }

    /// Begins an epoch because the broker's state of this gateway is not from this journal. An epoch that this run has
    /// begun for another uplink is used as well if it reaches as far.
    ///
    /// - Parameters:
    ///   - named: the sequence behind which it begins; nil for none.
    ///   - first: the first sequence that may have another meaning in the other journal.
    ///   - before: the previous epoch.
    func begin(behind named: Int64?, from first: Int64, before: String?, now: Timestamp) -> EpochJump {
        if let begun, begun.entry >= named ?? 0, begun.from <= first { return begun.jump }
        let last = judge.sequence
        let change = EpochChange(EpochChange.newID(), .ahead, before: before, from: first <= last ? first : nil)
        let loss = named.flatMap { named in
            named > last ? Loss(from: last + 1, to: named, count: nil, reason: .restored) : nil
        }
        let judged = judge.begin(change, behind: named ?? 0, losing: loss, now: now)
        committer.add(judged)
        let jump = EpochJump(last: last, entry: judged.batch.entries[0].sequence)
        begun = Begun(jump: jump, from: first)
        return jump
    }

    /// Judges samples. The caller does not wait for the journal.
    ///
    /// - Parameter now: the time of the gateway's clock. The samples' own time may be earlier.
    func take(_ arrivals: [Arrival], now: Timestamp) {
        committer.add(judge.take(clock.isBelieved ? arrivals : arrivals.map(\.withUntrustedClock)))
    }

    /// Judges samples that the buses have stamped with the machine's uptime.
    func take(stampedByUptime arrivals: [Arrival]) {
        let offset = clock.offset
        take(arrivals.map { $0.moved(by: offset) }, now: clock.now)
    }

    /// Checks whether the machine's clock was set, or is confirmed now.
    func lookAtClock() async {
        if let change = clock.look() { await enter(change) }
    }

    /// Declares the machine's clock to be right, in the name of a person.
    func trustClock(by name: String?) async -> Entering {
        guard let name, Operator.isName(name) else { return .refused([.nobodyTrusts]) }
        if committer.isFull { return .refused([.notNow]) }
        guard let change = clock.trust(by: name) else { return .refused([.clockBeforeRelease]) }
        let sequence = await enter(change)
        return await committer.kept(upTo: sequence, within: Committer.patience) ? .kept([sequence]) : .pending
    }

    /// Enters a change of the clock.
    ///
    /// - Returns: the sequence of the entry.
    @discardableResult private func enter(_ change: ClockChange) async -> Int64 {
        logger.notice("\(change.text.en)", metadata: ["time": "\(clock.now)"])
        let before = judge.sequence
        let judged = judge.enter(change, now: clock.now)
        committer.add(judged)
        let sequence = judged.batch.entries.first { $0.content.kind == .clock }?.sequence ?? before
        guard change.moved != nil else { return sequence }
        stepped = clock.uptime
        if await committer.kept(upTo: sequence, within: Committer.patience),
            let quarters = try? await quarters(movedBy: sequence, since: clock.now - .days(1))
        {
            judge.note(corrected: quarters)
        }
        return sequence
    }

    /// Reads beside the samples that the buses deliver.
    @concurrent private nonisolated func quarters(
        movedBy sequence: Int64, since time: Timestamp
    ) async throws -> [Kept<Aggregate>] {
        try journal.quarters(correctedBy: sequence, since: time)
    }

    /// Returns `now`, or the present time if the clock was just set: `now` may have been read before that.
    private func current(_ now: Timestamp) -> Timestamp {
        guard let stepped, clock.uptime - stepped < .minutes(1) else { return now }
        return clock.now
    }

    /// Enters a person's record at one facility or at several: at all of them or at none.
    ///
    /// - Parameters:
    ///   - ticket: the ticket under which the answer is remembered; nil if it is not remembered.
    ///   - now: the time of entering, which may be long after what the record reports.
    func enter(
        _ record: Record, at codes: [Facility.Code], ticket: Ticket? = nil, now: Timestamp
    ) async throws(Refusal) -> Entered {
        // The evidence is read before the record is judged: reading takes time, in which the buses deliver samples.
        let evidence = await evidence(for: record, at: codes, judge.rules, now: now)
        if committer.isFull { throw Refusal(.notNow) }
        let problems = judge.problems(with: record, at: codes, now: now)
        guard problems.isEmpty else {
            // A record that must only wait for the closing of others has no lasting error.
            throw Refusal(problems: problems, isLasting: !problems.contains(where: \.isNotNow))
        }
        let now = current(now)
        var (judged, sequences) = judge.enter(record, at: codes, evidence: evidence, now: now)
        if let ticket { judged.batch.answers = [ticket.answer(.kept(sequences), at: now)] }
        committer.add(judged)
        return Entered(sequences: sequences, last: judged.batch.lastSequence ?? 0)
    }

    /// Returns whether one of the findings that a record is about must be checked on site.
    func isAboutLatched(_ record: Record, at codes: [Facility.Code]) -> Bool {
        guard let note = record.body as? any OfFinding else { return false }
        return codes.contains { judge.rules[$0]?.isAboutLatched(note) ?? false }
    }

    /// Enters a change of the people who may enter records.
    func enter(_ step: OperatorStep, now: Timestamp) async -> Entering {
        let problems = committer.isFull ? [.notNow] : judge.problems(with: step)
        guard problems.isEmpty else { return .refused(problems) }
        let judged = judge.enter(step, now: current(now))
        return await keep(judged, judged.batch.entries.map(\.sequence))
    }

    /// Hands over what a person entered, and waits until it is safe from a power cut.
    private func keep(_ judged: Judged, _ sequences: [Int64]) async -> Entering {
        committer.add(judged)
        let last = judged.batch.lastSequence ?? 0
        return await committer.kept(upTo: last, within: Committer.patience) ? .kept(sequences) : .pending
    }

    /// Enters that photographs are deleted for space.
    ///
    /// - Returns: whether the entry is safe from a power cut.
    func enter(_ removal: PhotographRemoval, now: Timestamp) async -> Bool {
        guard committer.health.obstacle == nil else { return false }
        let judged = judge.enter(.photographsRemoved(removal), now: current(now))
        if case .kept = await keep(judged, []) { return true }
        return false
    }

    /// Erases texts of people from stored entries, with their photographs, and enters that.
    func erase(_ request: ErasureRequest, now: Timestamp) async -> Erasing {
        // The requested entry may be one that arrived before this request and is not stored yet.
        guard committer.health.obstacle == nil,
            await committer.kept(upTo: judge.sequence, within: Committer.patience / 2)
        else {
            return .refused([.notKeptYet])
        }
        let targets: ErasureTargets
        do throws(Refusal) {
            targets = try await self.targets(of: request)
        } catch {
            return .refused(error.problems)
        }
        var judged = judge.enter(.erased(targets.erasure(by: request.by)), now: current(now))
        judged.batch.erasures = targets.texts
        committer.add(judged)
        let sequence = judged.batch.lastSequence ?? 0
        guard await committer.kept(upTo: sequence, within: Committer.patience) else { return .pending }
        await deletePhotographs(targets.photographs)
        return .kept(targets.erasure(), sequence: sequence)
    }

    /// Searches beside the samples that the buses deliver, because it reads the whole ledger.
    @concurrent private nonisolated func targets(of request: ErasureRequest) async throws(Refusal) -> ErasureTargets {
        try request.targets(in: journal)
    }

    /// Deletes the photographs that an entry records as erased. Those that cannot be deleted now are deleted at the next
    /// start.
    @concurrent private nonisolated func deletePhotographs(_ ids: [PhotographID]) async {
        do throws(PhotographFolderError) {
            try journal.photographFolder.remove(ids)
        } catch {
            logger.error("An erased photograph could not be deleted", metadata: ["reason": "\(error)"])
        }
    }

    /// Enters a seal over stored readings.
    ///
    /// - Returns: the sequence of its entry.
    func enter(_ range: SealedRange, now: Timestamp) -> Int64 {
        committer.add(judge.enter(range, now: now))
        return judge.sequence
    }

    /// Notifies the rules that a minute has passed, for those that wait for a deadline.
    func tick(_ time: Timestamp) {
        committer.add(judge.tick(time, isBelieved: clock.isBelieved))
    }

    /// Notes that a second has passed: completed minutes become means, and losses are entered.
    func pass(_ time: Timestamp) {
        for loss in committer.pass() + journal.takeUnreadable() {
            if loss.reason == .unreadable {
                logger.error("Samples cannot be read: what is stored is damaged", metadata: ["loss": "\(loss.text.en)"])
            }
            committer.add(judge.enter(.loss(loss), now: time))
        }
        committer.add(judge.close(at: time))
    }

    /// The rules after everything that came in, whether stored or not.
    var rules: [Facility.Code: FacilityRules] { judge.rules }

    /// Returns the evidence around a complaint at the time of its arrival. Nil for another record, if the code is not that
    /// of a complaint point, or if there is nothing around it.
    @concurrent private nonisolated func evidence(
        for record: Record, at codes: [Facility.Code], _ rules: [Facility.Code: FacilityRules], now: Timestamp
    ) async -> Evidence? {
        guard let complaint = record.body as? Complaint, let code = codes.first,
            case .complaintPoint(let settings)? = facilities.first(where: { $0.code == code })?.settings
        else { return nil }
        let around = facilities.filter { facility in
            facility.kind != .complaintPoint && (settings.around.isEmpty || settings.around.contains(facility.code))
        }
        let statuses = around.compactMap { rules[$0.code]?.status }
        return Evidence(complaint.id, category: complaint.category, statuses, from: journal, now: now)
    }
}
