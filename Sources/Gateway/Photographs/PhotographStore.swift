import Facilities
import Journal
import Logging
import Modbus
import Photographs

/// The photographs beside the journal. It decodes one at a time, on a thread of its own, since each takes memory.
///
/// A photograph is stored before the record that names it comes. One that no record names for a day is deleted (`sweep`).
actor PhotographStore {
    private let executor = SerialQueueExecutor(label: "photographs")
    private let journal: Journal
    private let folder: PhotographFolder
    private let intake: Intake
    private let committer: Committer
    private let logger: Logger
    /// The bytes that all photographs may take.
    private let budget: Int64
    /// Those that people with a role have taken in this run, also while no record names them.
    private var takenByRole: Set<PhotographID> = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// How long a photograph waits for the record that names it.
    static let patience = Duration.days(1)
    /// How long the photographs of a complaint stay after its closing, also where new complaints need their space.
    static let memoryOfClosed = Duration.days(30)

    init(_ keeping: Keeping, journal: Journal, budget: Int64, logger: Logger) {
        (self.journal, self.budget, self.logger) = (journal, budget, logger)
        (folder, intake, committer) = (journal.photographFolder, keeping.intake, keeping.committer)
    }

    /// Stores a photograph, without its metadata, safe from a power cut. The same content twice is one file.
    ///
    /// - Parameter isPublic: whether it comes from somebody without a role: all such together fill at most half of the budget, and
    ///   only those of complaints that are closed give way to it.
    func take(_ bytes: [UInt8], isPublic: Bool, now: Timestamp) async throws(PhotographRefusal) -> PhotographID {
        let photograph: Photograph
        do throws(PhotographProblem) {
            photograph = try Photograph.accept(bytes)
        } catch {
            throw .unfit(error)
        }
        let id = photograph.id
        // Between the last look at the space and the writing nothing else runs here.
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

    /// Returns a photograph; nil where it is not there, or where its bytes are not those that were taken.
    @concurrent nonisolated func read(_ id: PhotographID) async -> (bytes: [UInt8], type: PhotographType)? {
        guard let file = folder.file(of: id), let bytes = folder.bytes(of: file), PhotographID(of: bytes) == id
        else { return nil }
        return (bytes, file.type)
    }

    // MARK: Space

    /// The oldest photographs whose space a new one needs; nil where it fits.
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
        // What a cleaning proves never gives way to what anybody may send, and what waits for its record does not either.
        let yielding = open.filter { file in
            let needs = ledger.needs(file.id)
            return !needs.isEmpty
                && needs.allSatisfy { complaints.isClosed($0.sequence, since: now - Self.memoryOfClosed) }
        }
        return try yielding.oldest(with: max(excess, ofShare), or: ofShare > 0 ? .publicShareUsed : .spaceUsed)
    }

    /// Deletes photographs for space: those that records name only behind an entry that says so.
    private func delete(_ files: [PhotographFolder.File], now: Timestamp) async throws(PhotographRefusal) {
        let ledger = try look { () throws(JournalError) in try journal.photographs() }
        let named = files.map(\.id).filter { !ledger.needs($0).isEmpty }
        if !named.isEmpty, await !intake.enter(PhotographRemoval(named), now: now) { throw .journalNotWritable }
        try remove(files)
        logger.warning("Deleted the oldest photographs for space", metadata: ["count": "\(files.count)"])
    }

    /// Deletes files, except for those that a record has asked for since they were looked at.
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

    /// Deletes what a crash has left: files that were half-written, and photographs whose removal is entered already.
    func sweepAtStart() {
        folder.removeUnfinished()
        _ = try? look { () throws(any Error) in try folder.remove(try journal.photographs().removed) }
    }

    /// Deletes the photographs that no record names a day after they were taken. Those of before this ledger began stay: the ledger that
    /// named them may have been quarantined.
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
    /// The first of them that have so many bytes together; nil for no bytes.
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
