import Facilities

extension PageSource {
    /// Passes the entries of a facility to `take` in order, in batches, until `take` returns false.
    ///
    /// - Parameter take: returns whether it wants more.
    /// - Throws: `UnreadableJournal`, and errors of `take`.
    func read(
        _ kinds: Set<Entry.Kind>, of code: Facility.Code, in time: Range<Timestamp>,
        _ take: ([KeptEntry]) async throws -> Bool
    ) async throws {
        try await read(after: 0) {
            await entries(of: code, kinds, in: time, after: $0, limit: $1)
        } take: {
            try await take($0)
        }
    }

    /// Passes entries to `take` in order, in batches, until `take` returns false.
    ///
    /// - Parameters:
    ///   - sequence: only entries with a higher sequence are read.
    ///   - batch: returns the entries after a sequence, at most as many as its second argument; nil if the journal
    ///     cannot be read.
    ///   - take: returns whether it wants more.
    /// - Throws: `UnreadableJournal`, and errors of `take`.
    func read(
        after sequence: Int64, _ batch: (Int64, Int) async -> [KeptEntry]?,
        take: ([KeptEntry]) async throws -> Bool
    ) async throws {
        // The number of entries in memory at once.
        let limit = 500
        var last = sequence
        while true {
            guard let found = await batch(last, limit) else { throw UnreadableJournal() }
            guard let end = found.last?.sequence else { return }
            guard try await take(found), found.count == limit else { return }
            last = end
        }
    }
}
