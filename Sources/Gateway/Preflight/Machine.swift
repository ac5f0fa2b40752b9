/// What is asked of the machine before a gateway runs on it. A test gives answers of its own.
public struct Machine: Sendable {
    public enum Folder: Hashable, Sendable {
        case writable, notWritable, noFolder, missing
    }

    public enum Port: Hashable, Sendable {
        case free
        case missing
        /// Something else than a device of characters.
        case noPort
        /// The user may not open it; the group that may.
        case forbidden(group: String?)
        case held(by: String, pid: Int)
    }

    public enum Listening: Hashable, Sendable {
        case possible
        case inUse
        /// No interface of this machine has the address.
        case noAddress
        /// A port for which this user has no right.
        case privileged
    }

    /// Who will run the gateway, as messages name them.
    public var user: String
    public var folder: @Sendable (_ path: String) -> Folder
    /// The bytes of the disk on which a path lies or will lie; nil if that cannot be seen.
    public var disk: @Sendable (_ path: String) -> Int64?
    public var port: @Sendable (_ device: String) -> Port
    /// Which of these names have no address, asked all at once and for a bounded time.
    public var unresolved: @Sendable (_ names: Set<String>) async -> Set<String>
    public var listening: @Sendable (_ host: String, _ port: UInt16) async -> Listening
    /// Whether a gateway of this journal runs and answers.
    public var runs: @Sendable (_ controlSocket: String) -> Bool

    /// Whether name servers are asked which hosts are the same machine.
    public var asksNameServers = true

    public init(
        user: String, folder: @escaping @Sendable (String) -> Folder, disk: @escaping @Sendable (String) -> Int64?,
        port: @escaping @Sendable (String) -> Port,
        unresolved: @escaping @Sendable (Set<String>) async -> Set<String>,
        listening: @escaping @Sendable (String, UInt16) async -> Listening,
        runs: @escaping @Sendable (String) -> Bool
    ) {
        (self.user, self.folder, self.disk, self.port) = (user, folder, disk, port)
        (self.unresolved, self.listening, self.runs) = (unresolved, listening, runs)
    }
}
