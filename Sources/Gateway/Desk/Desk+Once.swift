import Facilities
import Journal

extension Desk {
    /// Returns the answer that a command received before; nil if it comes for the first time.
    func first(_ ticket: Ticket, now: Timestamp) throws(Refusal) -> Reply? {
        if let before = try look({ () throws(JournalError) in try journal.answer(to: ticket.id) }) {
            return try repeated(ticket, of: before, now: now)
        }
        guard !ticket.isNamed,
            let like = try look({ () throws(JournalError) in try journal.answer(toErased: ticket.content) }),
            case .kept(let sequences) = like.outcome
        else { return nil }
        // It may be the same command, or one of another person. To report it as stored could be wrong, and so could
        // entering it.
        throw Refusal(.likeErased(sequences))
    }

    private func repeated(_ ticket: Ticket, of before: KeptAnswer, now: Timestamp) throws(Refusal) -> Reply? {
        let isOld = now - before.time > KeptAnswer.memory
        switch (before.outcome, ticket.content.likeness(to: before.content)) {
        // A stored command is not entered a second time, whatever the clock shows.
        case (.kept(let sequences), .same): return Reply(kept: sequences, keeping.board.epochs)
        case (.kept(let sequences), .sameButForPeople):
            let erasure = try look { () throws(JournalError) in try journal.erasure(of: sequences) }
            return Reply(kept: sequences, keeping.board.epochs, erasure)
        case (.kept(let sequences), .unknown): throw Refusal(.erasedID(sequences))
        case (.kept(let sequences), .other) where !isOld: throw Refusal(.usedID(sequences))
        case (.refused, .same) where !isOld: return Reply(before.outcome, keeping.board.epochs)
        case (.kept, .other), (.refused, _): return nil
        }
    }

    private func look<Value>(_ body: () throws(JournalError) -> Value) throws(Refusal) -> Value {
        do throws(JournalError) {
            return try body()
        } catch {
            throw Refusal(.unreadable(error.text))
        }
    }

    /// Searches the journal for an id. It may read the whole ledger, and therefore runs beside incoming commands.
    @concurrent nonisolated func kept(_ id: String) async throws(JournalError) -> Reply? {
        let sequences: [Int64]
        switch try journal.answer(to: id)?.outcome {
        case .refused(let problems)?: return Reply(Refusal(problems: problems)).under(id)
        case .kept(let kept)?: sequences = kept
        case nil: sequences = try journal.sequences(of: .entry(id))
        }
        guard !sequences.isEmpty else { return nil }
        return Reply(kept: sequences, keeping.board.epochs, try journal.erasure(of: sequences)).under(id)
    }
}
