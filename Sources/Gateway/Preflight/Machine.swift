public import Facilities

/// The properties of the machine that are checked before a gateway runs on it. Tests supply answers of their own.
public struct Machine: Sendable {
    /// The state of a folder for the user who will run the gateway.
    public enum Folder: Hashable, Sendable {
        case writable
        /// The user may not write in it, or not enter the named folder on the way to it.
        case notWritable(at: String)
        case noFolder, missing
        /// The calling user may not see it.
        case hidden
        /// It is unknown, because an access control list may decide.
        case unknown
    }

    /// The access of that user to a file.
    public enum Access: Hashable, Sendable {
        case granted
        /// The named file, or folder on the way to it, refuses access.
        case denied(at: String)
        /// It is unknown: the file does not exist, the calling user may not see it, or an access control list may decide.
        case unknown
    }

    /// The right that is checked.
    public enum Right: Hashable, Sendable {
        case read
        /// The right to read and to write.
        case write
    }

    /// The state of the journal's file.
    public enum JournalFile: Hashable, Sendable {
        /// A gateway can use it, or it does not exist yet.
        case usable
        /// A gateway could not continue with it, for the given reason.
        case unusable(Text)
        /// The calling user may not see it.
        case hidden
    }

    /// The state of a serial port.
    public enum Port: Hashable, Sendable {
        case free
        case missing
        /// It is not a character device.
        case noPort
        /// The user may not open it; the group has the right, if its name is known.
        case forbidden(group: String?)
        case held(by: String, pid: Int)
    }

    /// The result of the attempt to listen on a TCP port.
    public enum Listening: Hashable, Sendable {
        case possible
        case inUse
        /// No interface of this machine has the address.
        case noAddress
        /// The user has no right to use a port of this number.
        case privileged
    }

    /// The name of the user who will run the gateway, as messages name it. All answers are about the rights of this user.
    public var user: String
    /// The name of the calling user, which may be the same.
    public var caller: String
    /// The folders that the unit of the service may write; nil if no service runs the gateway.
    public var unit: UnitFolders?
    /// Returns the state of a folder.
    public var folder: @Sendable (_ path: String) -> Folder
    /// Returns whether the user has a right to a file.
    public var access: @Sendable (_ path: String, Right) -> Access
    /// Returns the state of the journal's file.
    public var journal: @Sendable (_ path: String) -> JournalFile
    /// Returns the size, in bytes, of the disk on which a path is or will be; nil if it cannot be seen.
    public var disk: @Sendable (_ path: String) -> Int64?
    /// Returns the state of a serial port.
    public var port: @Sendable (_ device: String) -> Port
    /// Returns the names that have no address. They are looked up all at once and for a limited time.
    public var unresolved: @Sendable (_ names: Set<String>) async -> Set<String>
    /// Returns whether the gateway can listen on an address and port.
    public var listening: @Sendable (_ host: String, _ port: UInt16) async -> Listening
    /// Returns whether a gateway with this journal runs and answers.
    public var runs: @Sendable (_ controlSocket: String) -> Bool

    /// Whether name servers are asked which hosts are the same machine.
    public var asksNameServers = true

    /// Creates a machine that gives these answers.
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

    /// Returns the text about a file that the user may not read.
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

    /// Returns the text about a file or folder that the calling user may not see.
    func hidden(_ path: String) -> Text {
        Text(
            zh: "当前用户 \(caller) 看不到 \(path)，未作检查；请在命令前加 sudo",
            en: "this user, \(caller), may not look at \(path), which was not checked; put sudo before the command")
    }
}
