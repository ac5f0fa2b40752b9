import Facilities
import Journal
import Logging
import Modbus
import Photographs

/// The photographs beside the journal. They are decoded one at a time, on a separate thread, because each takes much
/// memory.
///
/// A photograph is stored before the record that names it arrives. If no record names it for a day, it is deleted
/// (`sweep`).
actor PhotographStore {
    private let executor = SerialQueueExecutor(label: "photographs")
    private let journal: Journal
    private let folder: PhotographFolder
    private let intake: Intake
    private let committer: Committer
    private let logger: Logger
    /// The limit of all photographs, in bytes.
    private let budget: Int64
    /// The photographs that people with a role have taken in this run, including those that no record names yet.
    private var takenByRole: Set<PhotographID> = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The time that a photograph waits for the record that names it.
    static let patience = Duration.days(1)
    /// The time for which the photographs of a closed complaint are stored even if new complaints need their space.
    static let memoryOfClosed = Duration.days(30)

    init(_ keeping: Keeping, journal: Journal, budget: Int64, logger: Logger) {
        (self.journal, self.budget, self.logger) = (journal, budget, logger)
        (folder, intake, committer) = (journal.photographFolder, keeping.intake, keeping.committer)
    }

    /// Stores a photograph without its metadata, safe from a power cut. The same content is stored only once.
    ///
    /// - Parameter isPublic: whether the sender has no role. All such photographs together fill at most half of the budget,
    ///   and only those of closed complaints are deleted for one.
    func take(_ bytes: [UInt8], isPublic: Bool, now: Timestamp) async throws(PhotographRefusal) -> PhotographID {
        let photograph: Photograph
        do throws(PhotographProblem) {
            photograph = try Photograph.accept(bytes)
        } catch {
            throw .unfit(error)
        }
        let id = photograph.id
        // Nothing else runs here between the last check of the space and the writing.
        while let victims = try victims(for: photograph, isPublic: isPublic, now: now) {
            try await delete(victims, now: now)
        }
        do throws(PhotographFolderError) {
            try folder.write(photograph.bytes, as: id, photograph.type, at: now)
        } catch {
            logger.error("A photograph could not be written", metadata: ["reason": "\(error)"])
            throw error.isFull ? .diskFull : .notWritable
        }
        if !isPublic { takenByRole.insert(id) }
        return id
    }

    /// Returns a photograph; nil if it does not exist, or its bytes have changed since it was stored.
    @concurrent nonisolated func read(_ id: PhotographID) async -> (bytes: [UInt8], type: PhotographType)? {
        guard let file = folder.file(of: id), let bytes = folder.bytes(of: file), PhotographID(of: bytes) == id
        else { return nil }
        return (bytes, file.type)
    }

    // MARK: Space

    /// Returns the oldest photographs that must be deleted for a new one; nil if it fits.
    private func victims(
        for photograph: Photograph, isPublic: Bool, now: Timestamp
    ) throws(PhotographRefusal) -> [PhotographFolder.File]? {
        let files = try look { () throws(PhotographFolderError) in try folder.files() }
        guard !files.contains(where: { $0.id == photograph.id }) else { return nil }
        let size = Int64(photograph.bytes.count)
        let excess = files.map(\.bytes).reduce(0, +) + size - budget
        guard isPublic else { return try files.oldest(with: excess, or: .spaceUsed) }
        let ledger = try look { () throws(JournalError) in try journal.photographs() }
        let open = files.filter { ledger.isPublic($0.id) && !takenByRole.contains($0.id) }
        let ofShare = open.map(\.bytes).reduce(0, +) + size - budget / 2
        guard max(excess, ofShare) > 0 else { return nil }
        let complaints = try look { () throws(JournalError) in try journal.complaints() }
        // The evidence of a cleaning is never deleted for photographs of the public, and neither is one that waits for its
        // record.
        let yielding = open.filter { file in
            let needs = ledger.needs(file.id)
            return !needs.isEmpty
                && needs.allSatisfy { complaints.isClosed($0.sequence, since: now - Self.memoryOfClosed) }
        }
        return try yielding.oldest(with: max(excess, ofShare), or: ofShare > 0 ? .publicShareUsed : .spaceUsed)
    }

    /// Deletes photographs for space. Those that records name are deleted only after an entry that records it.
    private func delete(_ files: [PhotographFolder.File], now: Timestamp) async throws(PhotographRefusal) {
        let ledger = try look { () throws(JournalError) in try journal.photographs() }
        let named = files.map(\.id).filter { !ledger.needs($0).isEmpty }
        if !named.isEmpty, await !intake.enter(PhotographRemoval(named), now: now) { throw .journalNotWritable }
        try remove(files)
        logger.warning("Deleted the oldest photographs for space", metadata: ["count": "\(files.count)"])
    }

    /// Deletes files, except for those that a record has named since they were selected.
    private func remove(_ files: [PhotographFolder.File]) throws(PhotographRefusal) {
        try look { () throws(PhotographFolderError) in
            try folder.remove(files.filter { folder.file(of: $0.id) == $0 }.map(\.id))
        }
    }

    @discardableResult private func look<Value, Problem: Error>(
        _ body: () throws(Problem) -> Value
    ) throws(PhotographRefusal) -> Value {
        do throws(Problem) {
            return try body()
        } catch {
            logger.error("Photographs cannot be read or deleted", metadata: ["reason": "\(error)"])
            throw error is JournalError ? .journalNotWritable : .notWritable
        }
    }

    // MARK: Sweeping

    /// Deletes what a crash has left: incomplete files, and photographs whose removal is already entered.
    func sweepAtStart() {
        folder.removeUnfinished()
        _ = try? look { () throws(any Error) in try folder.remove(try journal.photographs().removed) }
    }

    /// Deletes the photographs that no record names a day after they were taken. Those from before the beginning of this
    /// ledger stay, because the ledger that named them may have been quarantined.
    func sweep(now: Timestamp) {
        // A record that waits in memory may name one.
        guard committer.health.obstacle == nil else { return }
        try? look { () throws(any Error) in
            let files = try folder.files().filter { $0.time < now - Self.patience }
            guard !files.isEmpty, let began = try journal.firstEntry() else { return }
            let ledger = try journal.photographs()
            try remove(files.filter { $0.time >= began && ledger.needs($0.id).isEmpty })
        }
    }
}

extension [PhotographFolder.File] {
    /// Returns the first of them that together have a number of bytes; nil for no bytes.
    fileprivate func oldest(with bytes: Int64, or refusal: PhotographRefusal) throws(PhotographRefusal) -> Self? {
        guard bytes > 0 else { return nil }
        guard map(\.bytes).reduce(0, +) >= bytes else { throw refusal }
        var rest = bytes
        return prefix { file in
            defer { rest -= file.bytes }
            return rest > 0
        }.map(\.self)
    }
}
