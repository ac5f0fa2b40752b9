import Facilities
import Foundation
import GRDB

/// The unreadable samples that were found, and which of them are entered in the ledger: each is entered once, also after a restart.
struct UnreadableAccount: Sendable {
    private var known: Set<Loss> = []
    /// The losses that are in no entry yet, in the order in which they were found.
    private var notEntered: [Loss] = []
    private var begin: ContinuousClock.Instant?
    /// The number of losses that were taken since `begin`.
    private var taken = 0

    /// The largest number of entries an hour, so that extensive damage does not add thousands of entries at once.
    static let most = 100

    /// The number of samples that were found unreadable.
    var count: Int64 { known.reduce(0) { $0 + ($1.count ?? 0) } }

    init() {}

    /// Reads the losses of unreadable samples from the ledger, for samples that may still exist.
    init(_ db: Database) throws {
        let losses = try GatewayEntries.rows(of: .loss, db).compactMap { row -> Loss? in
            let entry = try? JSONDecoder().decode(Entry.self, from: Data((row[3] as String).utf8))
            guard case .loss(let loss)? = entry, loss.reason == .unreadable else { return nil }
            return loss
        }
        guard !losses.isEmpty else { return }
        // A damaged table of samples must not prevent the opening, which reads no sample.
        let first = (try? StoredSamples.first(db) ?? .max) ?? 0
        known = Set(losses.filter { $0.to >= first })
    }

    /// Notes unreadable samples, unless they are known.
    mutating func note(_ loss: Loss) {
        guard known.insert(loss).inserted else { return }
        notEntered.append(loss)
    }

    /// Removes and returns the losses that are to be entered now.
    mutating func take(at now: ContinuousClock.Instant) -> [Loss] {
        guard !notEntered.isEmpty else { return [] }
        if isHourOver(at: now) { (begin, taken) = (now, 0) }
        let losses = Array(notEntered.prefix(Self.most - taken))
        notEntered.removeFirst(losses.count)
        taken += losses.count
        return losses
    }

    private func isHourOver(at now: ContinuousClock.Instant) -> Bool {
        guard let begin else { return true }
        return now - begin >= .hours(1)
    }

    /// Forgets samples that were deleted.
    mutating func forget(upTo sequence: Int64) {
        known = known.filter { $0.to > sequence }
        notEntered.removeAll { $0.to <= sequence }
    }
}
