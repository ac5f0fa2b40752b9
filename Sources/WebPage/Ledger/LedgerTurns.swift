import Synchronization

/// A limit on ledgers that are read at once. Reading one delays pages and back-fill, and anybody may ask for it.
final class LedgerTurns: Sendable {
    /// The largest number of ledgers that are read at once.
    static let most = 2

    private let count = Mutex(0)

    /// The right to read a ledger, until it is released.
    final class Turn: Sendable {
        private let turns: LedgerTurns

        fileprivate init(_ turns: LedgerTurns) { self.turns = turns }

        deinit { turns.count.withLock { $0 -= 1 } }
    }

    /// Begins to read a ledger; nil if no more may be read now.
    func begin() -> Turn? {
        let isFree = count.withLock { count in
            guard count < Self.most else { return false }
            count += 1
            return true
        }
        return isFree ? Turn(self) : nil
    }
}
