import Synchronization

/// How many ledgers are read at once. Reading one takes the journal's time from pages and back-fill, and anybody may ask for it.
final class LedgerTurns: Sendable {
    static let most = 2

    private let count = Mutex(0)

    /// A ledger that is being read, until nobody holds this any more.
    final class Turn: Sendable {
        private let turns: LedgerTurns

        fileprivate init(_ turns: LedgerTurns) { self.turns = turns }

        deinit { turns.count.withLock { $0 -= 1 } }
    }

    /// Nil while as many are read as may be.
    func begin() -> Turn? {
        let isFree = count.withLock { count in
            guard count < Self.most else { return false }
            count += 1
            return true
        }
        return isFree ? Turn(self) : nil
    }
}
