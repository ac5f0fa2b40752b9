import Facilities
import Foundation
import GRDB

/// What was found unreadable among the samples that are there, and what of it the ledger says: each is said once, also after a start.
struct UnreadableAccount: Sendable {
    private var known: Set<Loss> = []
    /// What no entry says yet, in the order in which it was found.
    private var unsaid: [Loss] = []
    private var begin: ContinuousClock.Instant?
    private var said = 0

    /// Entries an hour at most: more is wrong than single blocks then, and the ledger does not grow by thousands of entries at once.
    static let most = 100

    /// Samples of which somebody found that they cannot be read.
    var count: Int64 { known.reduce(0) { $0 + ($1.count ?? 0) } }

    init() {}

    /// Reads what the ledger says of samples that may be there.
    init(_ db: Database) throws {
        let losses = try GatewayEntries.rows(of: .loss, db).compactMap { row -> Loss? in
            let entry = try? JSONDecoder().decode(Entry.self, from: Data((row[3] as String).utf8))
            guard case .loss(let loss)? = entry, loss.reason == .unreadable else { return nil }
            return loss
        }
        guard !losses.isEmpty else { return }
        // A table that is damaged is no reason to end an opening, which looks at no sample.
        let first = (try? StoredSamples.first(db) ?? .max) ?? 0
        known = Set(losses.filter { $0.to >= first })
    }

    mutating func note(_ loss: Loss) {
        guard known.insert(loss).inserted else { return }
        unsaid.append(loss)
    }

    mutating func take(at now: ContinuousClock.Instant) -> [Loss] {
        guard !unsaid.isEmpty else { return [] }
        if begin.map({ now - $0 >= .hours(1) }) ?? true { (begin, said) = (now, 0) }
        let taken = Array(unsaid.prefix(Self.most - said))
        unsaid.removeFirst(taken.count)
        said += taken.count
        return taken
    }

    /// Forgets what was deleted.
    mutating func forget(upTo sequence: Int64) {
        known = known.filter { $0.to > sequence }
        unsaid.removeAll { $0.to <= sequence }
    }
}
