/// What a journal may take of its disk.
public struct JournalBudget: Hashable, Sendable {
    public var bytes: Int64

    public init(bytes: Int64) {
        self.bytes = bytes
    }

    /// Bytes that belong to the -wal, which grows to that at most while nobody reads the file for long; an eighth of a budget that is
    /// small.
    private static let log: Int64 = 16 << 20

    /// Bytes that content may fill; the rest is the -wal's.
    public var content: Int64 { bytes - min(Self.log, bytes / 8) }
}
