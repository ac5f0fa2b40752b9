import Facilities
import Journal

/// The only way in for commands of people and machines: from the page, the command line or an uplink. Each command is
/// answered with its result, and a repetition with the first answer.
actor Desk {
    let keeping: Keeping
    let journal: Journal
    private let key: SecretKey
    private let authority: Authority
    private let targets: Targets
    private let patience: Duration
    /// The hosts to which notices may link.
    private let linkHosts: Set<String>
    private var quotas = Quotas()
    /// The commands that are being answered, and those whose answer is not stored yet, by id.
    private var ongoing: [String: Ongoing] = [:]

    private struct Ongoing {
        var content: ContentMark
        var answer: Task<Reply, Never>
        /// The outcome while it is known and not stored yet; nil before.
        var handedOver: HandedOver?

        var refused: Int? { if case .refused(let number)? = handedOver { number } else { nil } }
        var entered: Entered? { if case .entered(let entered)? = handedOver { entered } else { nil } }
    }

    /// The outcome that was handed over to the committer.
    private enum HandedOver {
        case entered(Entered)
        /// A refusal, by the number that the committer gave it.
        case refused(Int)
    }

    /// Creates the desk.
    ///
    /// - Parameters:
    ///   - linkHosts: the hosts to which notices may link.
    ///   - patience: the time that a reply waits for the journal.
    init(
        _ keeping: Keeping, journal: Journal, pins: Pins, kinds: [Facility.Code: Facility.Kind],
        linkHosts: Set<String> = [], patience: Duration = Committer.patience
    ) throws {
        (self.keeping, self.journal, self.patience) = (keeping, journal, patience)
        self.linkHosts = linkHosts
        key = try journal.secretKey()
        authority = Authority(pins: pins, intake: keeping.intake)
        targets = Targets(kinds: kinds)
    }

    /// Answers a command in the form in which it arrived.
    func reply(
        to payload: [UInt8], for target: Targets.Target, from source: Source, now: Timestamp
    ) async -> Reply {
        do throws(Refusal) {
            return await enter(try Command(payload, from: source), for: target, from: source, now: now)
        } catch {
            return Reply(error)
        }
    }

    /// Enters the record of a command, once.
    func enter(_ command: Command, for target: Targets.Target, from source: Source, now: Timestamp) async -> Reply {
        guard let kind = command.draft.kind else { return Reply(Refusal(.unknownKind)).under(command.id) }
        guard let ticket = Ticket(command, for: target.code(of: command), key) else {
            let others = RecordForm(kind).problems(with: command.draft, now: now)
            return Reply(Refusal(problems: [.neitherIDNorTime] + others))
        }
        forgetKept()
        while let before = ongoing[ticket.id] {
            if before.content == ticket.content { return await outcome(of: before).under(ticket.id) }
            // Only the answer to the first command shows whether the id is free for other content.
            guard before.handedOver == nil else {
                guard let entered = before.entered else { break }
                return Reply(Refusal(.usedID(entered.sequences))).under(ticket.id)
            }
            _ = await before.answer.value
        }
        // No other command runs between the check of `ongoing` and this, because there is no await in between.
        let answer = Task {
            let reply = await carryOut(command, kind, ticket, for: target, from: source, now: now)
            if ongoing[ticket.id]?.handedOver == nil { ongoing[ticket.id] = nil }
            forgetKept()
            return reply
        }
        ongoing[ticket.id] = Ongoing(content: ticket.content, answer: answer)
        return await answer.value.under(ticket.id)
    }

    /// Returns the result of the entry with an id; nil if none is known.
    func answer(to id: String) async throws(JournalError) -> Reply? {
        forgetKept()
        if let before = ongoing[id] { return await outcome(of: before).under(id) }
        return try await kept(id)
    }

    /// The number of commands that are being answered, or whose answer is not stored yet.
    var waiting: Int { ongoing.count }

    // MARK: Once

    private func outcome(of before: Ongoing) async -> Reply {
        guard let entered = before.entered else { return await before.answer.value }
        return await wait(for: entered)
    }

    private func wait(for entered: Entered) async -> Reply {
        let isKept = await keeping.committer.kept(upTo: entered.last, within: patience)
        return isKept ? Reply(kept: entered.sequences, keeping.board.epochs) : .pending
    }

    /// Forgets the answers that are stored, because the journal has them.
    private func forgetKept() {
        let (last, answers) = (keeping.board.lastSequence, keeping.committer.keptAnswers)
        ongoing = ongoing.filter { _, command in
            switch command.handedOver {
            case .entered(let entered): entered.last > last
            case .refused(let number): number > answers
            case nil: true
            }
        }
    }

    private func carryOut(
        _ command: Command, _ kind: RecordKind, _ ticket: Ticket, for target: Targets.Target, from source: Source,
        now: Timestamp
    ) async -> Reply {
        do throws(Refusal) {
            if let reply = try first(ticket, now: now) { return reply }
            let entered = try await enterNew(command, kind, ticket, for: target, from: source, now: now)
            ongoing[ticket.id]?.handedOver = .entered(entered)
            return await wait(for: entered)
        } catch {
            if error.isLasting { remember(ticket.answer(.refused(error.problems), at: now)) }
            return Reply(error)
        }
    }

    /// Remembers a refusal, here until the next commit stores it. It made no entry: while the journal cannot be written, no
    /// more of them are remembered than the journal would.
    private func remember(_ refusal: KeptAnswer) {
        guard ongoing.values.count(where: { $0.refused != nil }) < KeptAnswer.mostRefusals else { return }
        ongoing[refusal.id]?.handedOver = .refused(keeping.committer.remember(refusal))
    }

    // MARK: For the first time

    private func enterNew(
        _ command: Command, _ kind: RecordKind, _ ticket: Ticket, for target: Targets.Target, from source: Source,
        now: Timestamp
    ) async throws(Refusal) -> Entered {
        try authority.check(kind, from: source)
        let codes = try targets.codes(for: target, command.code, kind)
        let role = try await authority.role(command, kind, at: codes, from: source)
        try quotas.take(kind, from: source, at: .now)
        var record = try self.record(command.draft, kind, now: now)
        try checkPhotographs(of: record, now: now)
        try checkLink(of: record)
        record.origin = Origin(from: source.word, id: command.id, role: role)
        try await authority.check(record, at: codes, from: source)
        if kind.isPublic { try checkPublicShare() }
        return try await keeping.intake.enter(record, at: codes, ticket: ticket, now: now)
    }

    private func record(_ draft: RecordDraft, _ kind: RecordKind, now: Timestamp) throws(Refusal) -> Record {
        do throws(WrongDraft) {
            return try RecordForm(kind).record(draft, now: now)
        } catch {
            // The cause may be a wrong clock.
            let isOfClock = !keeping.clock.isBelieved && error.problems.contains { $0.field == "at" }
            throw Refusal(problems: error.problems + (isOfClock ? [.clockNotSet] : []), isLasting: !isOfClock)
        }
    }

    /// Checks that a notice links to a host that the site allows.
    private func checkLink(of record: Record) throws(Refusal) {
        guard let notice = record.body as? Notice, let link = notice.link.flatMap(NoticeLink.init),
            !linkHosts.contains(link.host)
        else { return }
        throw Refusal(.foreignLink(link.host, allowed: linkHosts))
    }

    private func checkPublicShare() throws(Refusal) {
        let isUsed: Bool
        do throws(JournalError) {
            isUsed = try journal.isPublicShareUsed()
        } catch {
            throw Refusal(.unreadable(error.text))
        }
        if isUsed { throw Refusal(.publicShareUsed) }
    }
}
