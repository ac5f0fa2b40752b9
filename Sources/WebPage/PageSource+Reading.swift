import Facilities

/// The error of a journal that cannot be read.
struct UnreadableJournal: Error {}

extension PageSource {
    /// Hands the entries of a facility over in order, a page at a time, until `take` wants no more.
    ///
    /// - Parameter take: returns whether it wants more.
    /// - Throws: `UnreadableJournal`, and what `take` throws.
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

    /// Hands entries over in order, a page at a time, until `take` wants no more.
    ///
    /// - Parameters:
    ///   - sequence: only what comes after it.
    ///   - page: returns what comes after a sequence, at most so much of it; nil where the journal cannot be read.
    ///   - take: returns whether it wants more.
    /// - Throws: `UnreadableJournal`, and what `take` throws.
    func read(
        after sequence: Int64, _ page: (Int64, Int) async -> [KeptEntry]?,
        take: ([KeptEntry]) async throws -> Bool
    ) async throws {
        // How many entries are in memory at once.
        let limit = 500
        var last = sequence
        while true {
            guard let found = await page(last, limit) else { throw UnreadableJournal() }
            guard let end = found.last?.sequence else { return }
            guard try await take(found), found.count == limit else { return }
            last = end
        }
    }
}
