import Facilities

/// What a run knew of a file that the next run does not go on with, or has to look through.
struct FileNote: Codable, Hashable, Sendable {
    /// The newest sequence that was given for it; nil where that is not known.
    var sequence: Int64?
    /// Why its content is missing, if it is.
    var reason: Loss.Reason?
    /// The file, and its -wal.
    var file: FileIdentity?
    var log: FileIdentity?
}
