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
        // How many entries are in memory at once.
        let limit = 500
        var last: Int64 = 0
        while true {
            guard let found = await entries(of: code, kinds, in: time, after: last, limit: limit) else {
                throw UnreadableJournal()
            }
            guard let end = found.last?.sequence else { return }
            guard try await take(found), found.count == limit else { return }
            last = end
        }
    }
}
