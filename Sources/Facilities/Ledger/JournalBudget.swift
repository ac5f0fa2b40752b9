/// The space that a journal may use on its disk.
public struct JournalBudget: Hashable, Sendable {
    /// The bytes that all files of the journal may use.
    public var bytes: Int64

    public init(bytes: Int64) {
        self.bytes = bytes
    }

    /// The bytes of the -wal file, which grows at most to that while nobody reads for long; a small budget reserves an
    /// eighth.
    private static let log: Int64 = 16 << 20

    /// The bytes that content may fill; the rest is reserved for the -wal file.
    public var content: Int64 { bytes - min(Self.log, bytes / 8) }
}
