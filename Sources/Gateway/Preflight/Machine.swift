public import Facilities

/// What is asked of the machine before a gateway runs on it. A test gives answers of its own.
public struct Machine: Sendable {
    public enum Folder: Hashable, Sendable {
        case writable
        /// The user may not write in it, or not enter one on the way to it, which is named.
        case notWritable(at: String)
        case noFolder, missing
        /// Who asks may not look at it.
        case hidden
        /// An access control list may decide.
        case unknown
    }

    public enum Access: Hashable, Sendable {
        case granted
        /// The file, or the folder on the way to it, that refuses.
        case denied(at: String)
        /// It is not there, or cannot be told: who asks may not look, or an access control list may decide.
        case unknown
    }

    public enum Right: Hashable, Sendable {
        case read
        /// And read.
        case write
    }

    public enum JournalFile: Hashable, Sendable {
        /// Or none yet.
        case usable
        /// A gateway could not continue with it, and why.
        case unusable(Text)
        /// Who asks may not look at it.
        case hidden
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

    /// Who will run the gateway, as messages name them: all answers are about this user's rights.
    public var user: String
    /// Who asks, which is the same user or another one.
    public var caller: String
    /// What the unit of the service may write; nil where no service runs the gateway.
    public var unit: UnitFolders?
    public var folder: @Sendable (_ path: String) -> Folder
    public var access: @Sendable (_ path: String, Right) -> Access
    public var journal: @Sendable (_ path: String) -> JournalFile
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
        user: String, caller: String, unit: UnitFolders?, folder: @escaping @Sendable (String) -> Folder,
        access: @escaping @Sendable (String, Right) -> Access, journal: @escaping @Sendable (String) -> JournalFile,
        disk: @escaping @Sendable (String) -> Int64?, port: @escaping @Sendable (String) -> Port,
        unresolved: @escaping @Sendable (Set<String>) async -> Set<String>,
        listening: @escaping @Sendable (String, UInt16) async -> Listening,
        runs: @escaping @Sendable (String) -> Bool
    ) {
        (self.user, self.caller, self.unit) = (user, caller, unit)
        (self.folder, self.access, self.journal) = (folder, access, journal)
        (self.disk, self.port, self.unresolved) = (disk, port, unresolved)
        (self.listening, self.runs) = (listening, runs)
    }

    /// What is said of a file that the user may not read.
    ///
    /// - Parameter place: the file itself, or the folder on the way to it that the user may not enter.
    func mayNotRead(_ path: String, at place: String) -> Text {
        guard place == path else {
            return Text(
                zh: "用户 \(user) 进不了文件夹 \(place)，读不到 \(path)；请把文件放到 /etc/mashang",
                en:
                    "the user \(user) may not enter the folder \(place), and so not read \(path); put the file into /etc/mashang"
            )
        }
        return Text(
            zh: "用户 \(user) 无权读 \(path)：请运行 sudo chgrp \(user) \(path) 和 sudo chmod g+r \(path)",
            en: "the user \(user) may not read \(path): sudo chgrp \(user) \(path), and sudo chmod g+r \(path)")
    }

    /// What is said of a file or folder at which the user who asks may not look.
    func hidden(_ path: String) -> Text {
        Text(
            zh: "当前用户 \(caller) 看不到 \(path)，未作检查；请在命令前加 sudo",
            en: "this user, \(caller), may not look at \(path), which was not checked; put sudo before the command")
    }
}
