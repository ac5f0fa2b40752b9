import Facilities
import Journal

/// The one way in for what people and machines enter: from the page, the command line or an uplink. Each command is answered with
/// what became of it, and a repetition with the first answer.
actor Desk {
    private let keeping: Keeping
    private let journal: Journal
    private let key: SecretKey
    private let authority: Authority
    private let targets: Targets
    private var quotas = Quotas()
    /// Commands that are being answered, and those that wait to be kept, by id.
    private var ongoing: [String: Ongoing] = [:]

    private struct Ongoing {
        var digest: String
        var answer: Task<Reply, Never>
        /// Once it was handed over to be kept.
        var entered: Entered?
    }

    init(_ keeping: Keeping, journal: Journal, pins: Pins, kinds: [Facility.Code: Facility.Kind]) throws {
        (self.keeping, self.journal) = (keeping, journal)
        key = try journal.secretKey()
        authority = Authority(pins: pins, intake: keeping.intake)
        targets = Targets(kinds: kinds)
    }

    /// Answers a command as it came.
    func reply(
        to payload: [UInt8], for target: Targets.Target, from source: Source, now: Timestamp
    ) async -> Reply {
        do throws(Refusal) {
            return await enter(try Command(payload, from: source), for: target, from: source, now: now)
        } catch {
            return Reply(error)
        }
    }

    /// Enters what a command says, once.
    func enter(_ command: Command, for target: Targets.Target, from source: Source, now: Timestamp) async -> Reply {
        guard let kind = command.draft.kind else { return Reply(Refusal(.unknownKind)).under(command.id) }
        guard let ticket = Ticket(command, for: target.code(of: command), key) else {
            let others = RecordForm(kind).problems(with: command.draft, now: now)
            return Reply(Refusal(problems: [.neitherIDNorTime] + others))
        }
        forgetKept()
        if let before = ongoing[ticket.id] { return await again(ticket, before).under(ticket.id) }
        // No other command runs between the look at `ongoing` and this: nobody waits before it.
        let answer = Task { await carryOut(command, kind, ticket, for: target, from: source, now: now) }
        ongoing[ticket.id] = Ongoing(digest: ticket.digest, answer: answer)
        let reply = await answer.value
        if ongoing[ticket.id]?.entered == nil { ongoing[ticket.id] = nil }
        return reply.under(ticket.id)
    }

    /// What became of the entry with an id; nil where nothing is known of it.
    func answer(to id: String, now: Timestamp) async throws(JournalError) -> Reply? {
        if let before = ongoing[id] { return await outcome(of: before).under(id) }
        return try journal.answer(to: id, now: now).map { Reply($0.outcome).under(id) }
    }

    // MARK: Once

    /// The answer to what is being answered, or waits to be kept.
    private func again(_ ticket: Ticket, _ before: Ongoing) async -> Reply {
        guard before.digest == ticket.digest else {
            return Reply(Refusal(.usedID(before.entered?.sequences ?? [])))
        }
        return await outcome(of: before)
    }

    private func outcome(of before: Ongoing) async -> Reply {
        guard let entered = before.entered else { return await before.answer.value }
        return await wait(for: entered)
    }

    private func wait(for entered: Entered) async -> Reply {
        let isKept = await keeping.committer.kept(upTo: entered.last, within: Committer.patience)
        return isKept ? Reply(kept: entered.sequences) : .pending
    }

    /// The journal knows those that are kept.
    private func forgetKept() {
        let last = keeping.board.lastSequence
        ongoing = ongoing.filter { $0.value.entered.map { $0.last > last } ?? true }
    }

    private func carryOut(
        _ command: Command, _ kind: RecordKind, _ ticket: Ticket, for target: Targets.Target, from source: Source,
        now: Timestamp
    ) async -> Reply {
        do throws(Refusal) {
            if let reply = try first(ticket, now: now) { return reply }
            let entered = try await enterNew(command, kind, ticket, for: target, from: source, now: now)
            ongoing[ticket.id]?.entered = entered
            return await wait(for: entered)
        } catch {
            if error.isLasting { remember(ticket.answer(.refused(error.problems), at: now)) }
            return Reply(error)
        }
    }

    /// The answer that was given to it before; nil for one that comes for the first time.
    private func first(_ ticket: Ticket, now: Timestamp) throws(Refusal) -> Reply? {
        let before: KeptAnswer?
        do throws(JournalError) {
            before = try journal.answer(to: ticket.id, now: now)
        } catch {
            throw Refusal(.unreadable("\(error)"))
        }
        guard let before else { return nil }
        if before.digest == ticket.digest { return Reply(before.outcome) }
        guard case .kept(let sequences) = before.outcome else { return nil }
        throw Refusal(.usedID(sequences))
    }

    /// It goes along with the next commit.
    private func remember(_ answer: KeptAnswer) {
        var judged = Judged()
        judged.batch.answers = [answer]
        keeping.committer.remember(judged)
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
        var record = try Self.record(command.draft, kind, now: now)
        record.origin = Origin(from: source.word, id: command.id, role: role)
        try await authority.check(record, at: codes, from: source)
        if kind.isPublic { try checkPublicShare() }
        return try await keeping.intake.enter(record, at: codes, ticket: ticket, now: now)
    }

    private static func record(_ draft: RecordDraft, _ kind: RecordKind, now: Timestamp) throws(Refusal) -> Record {
        do throws(WrongDraft) {
            return try RecordForm(kind).record(draft, now: now)
        } catch {
            throw Refusal(problems: error.problems, isLasting: true)
        }
    }

    private func checkPublicShare() throws(Refusal) {
        let isUsed: Bool
        do throws(JournalError) {
            isUsed = try journal.isPublicShareUsed()
        } catch {
            throw Refusal(.unreadable("\(error)"))
        }
        if isUsed { throw Refusal(.publicShareUsed) }
    }
}
