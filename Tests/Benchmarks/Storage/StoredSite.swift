import Facilities
import Foundation
import Journal

/// A journal that is written as the gateway writes it: a commit a second, a seal an hour.
struct StoredSite {
    let journal: Journal
    private let path: String
    private(set) var load: Load
    private var open: OpenRange
    private(set) var largestLog: Int64 = 0
    private(set) var drops = 0
    /// Milliseconds.
    private(set) var longestDrop = 0.0

    init(_ path: String, _ values: Values, budget: Int64) throws {
        load = Load(values)
        self.path = path
        journal = try Journal.open(path: path, maximumBytes: budget, now: load.time)
        open = try journal.openRange()
    }

    /// The same site after a restart with another budget.
    init(_ path: String, continuing site: StoredSite, budget: Int64) throws {
        (load, largestLog) = (site.load, site.largestLog)
        self.path = path
        journal = try Journal.open(path: path, maximumBytes: budget, now: load.time)
        open = try journal.openRange()
    }

    func close() { journal.close() }

    func usedNow() throws -> Int64 { try journal.usedBytes() }

    /// - Parameter commits: in how many of them a second's samples come.
    mutating func write(seconds: Int, commits: Int = 1) async throws {
        for _ in 0..<seconds {
            for batch in load.next().parts(commits) { try await commit(batch) }
        }
    }

    /// As the committer does: what is refused for the budget is tried again behind a drop.
    private mutating func commit(_ batch: Batch) async throws {
        let began = ContinuousClock.now
        var hasDropped = false
        while true {
            do {
                try await journal.commit(batch)
                break
            } catch {
                guard case .full = error, try await journal.dropOldest() != nil else { throw error }
                (drops, hasDropped) = (drops + 1, true)
                noteLog()
            }
        }
        noteLog()
        if hasDropped { longestDrop = max(longestDrop, (ContinuousClock.now - began) / .milliseconds(1)) }
    }

    private mutating func noteLog() {
        let size = (try? FileManager.default.attributesOfItem(atPath: path + "-wal"))?[.size] as? Int64
        largestLog = max(largestLog, size ?? 0)
    }

    mutating func seal() async throws {
        while true {
            switch try journal.read(into: &open, now: load.time) {
            case .more: continue
            case .upToDate: return
            case .sealed(let range):
                let sequence = load.nextSequence()
                var batch = Batch()
                batch.entries = [KeptEntry(sequence: sequence, facility: nil, time: load.time, .seal(range.seal))]
                batch.seals = [KeptSeal(sequence: sequence, range)]
                try await commit(batch)
            }
        }
    }

    mutating func fold() async throws {
        while try await journal.fold() { noteLog() }
    }

    /// How late a commit was at most that was due each 100 ms while something else is done until that says there is no more, or
    /// for ten seconds; in milliseconds, from when it was due until it was kept.
    mutating func lateness(_ step: @escaping @Sendable () async throws -> Bool) async throws -> String {
        let other = Task { while try await step() { await Task.yield() } }
        var (due, latest) = (ContinuousClock.now, 0.0)
        for _ in 0..<100 {
            due += .milliseconds(100)
            try await Task.sleep(until: due)
            try await commit(load.next())
            latest = max(latest, (ContinuousClock.now - due) / .milliseconds(1))
        }
        other.cancel()
        _ = try? await other.value
        return latest.plainText(decimals: 1)
    }
}

extension Batch {
    /// Its samples in so many batches one after another, the last with everything else.
    fileprivate func parts(_ count: Int) -> [Batch] {
        (1...count).map { index in
            var part = index == count ? self : Batch()
            part.samples = Array(samples[samples.count * (index - 1) / count..<samples.count * index / count])
            return part
        }
    }
}
