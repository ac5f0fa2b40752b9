import Facilities

/// A note about a file that the next run must check or replace.
struct FileNote: Codable, Hashable, Sendable {
    /// The newest sequence that was assigned; nil where it is not known.
    var sequence: Int64?
    /// The reason why the content of the file is missing; nil where it is not.
    var reason: Loss.Reason?
    /// The identity of the file.
    var file: FileIdentity?
    /// The identity of its -wal.
    var log: FileIdentity?
}
