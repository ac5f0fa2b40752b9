import CModbus
import CTerminal
public import Facilities
import Glibc

/// The process that holds the lock of a serial port.
public struct PortHolder: Codable, Hashable, Sendable {
    /// The id of the process.
    public var pid: Int
    /// The name of its program; nil where that cannot be seen.
    public var program: String?

    /// Creates the description of a process.
    public init(pid: Int, program: String?) {
        (self.pid, self.program) = (pid, program)
    }

    /// Returns the process that holds a device, other than this one; nil where there is none, or where it cannot be seen.
    ///
    /// The kernel lists locks by the file system and the inode of the file, and shows those of processes that this one can see.
    public static func other(of device: String) -> PortHolder? {
        holders(of: device).first { $0.pid != Int(getpid()) }
    }

    /// The words with which the reason begins why an existing port cannot be opened.
    public static let inUse = Text(zh: "已被占用：", en: "in use by ")
    /// The reason where this process has the port open already.
    public static let twice =
        inUse + Text(zh: "本程序，两条总线指向同一个串口", en: "this program already: two buses lead to one port")
    /// The reason where another process has opened the port exclusively, without a lock that would name it.
    public static let claimed =
        inUse + Text(zh: "另一个程序独占了它", en: "another program, which has it for itself alone")

    static func inUse(_ device: String) -> OpeningFailure {
        let holders = holders(of: device)
        if let other = holders.first(where: { $0.pid != Int(getpid()) }) {
            return OpeningFailure(reason: inUse + other.text)
        }
        return OpeningFailure(reason: holders.isEmpty ? claimed : twice)
    }

    private static func holders(of device: String) -> [PortHolder] {
        var status = stat()
        guard stat(device, &status) == 0 else { return [] }
        var holders: [PortHolder] = []
        for line in text(of: "/proc/locks").split(separator: "\n") {
            guard let pid = pid(of: line, device: UInt64(status.st_dev), inode: UInt64(status.st_ino)) else { continue }
            let name = text(of: "/proc/\(pid)/comm").prefix { $0 != "\n" }
            holders.append(PortHolder(pid: pid, program: name.isEmpty ? nil : String(name)))
        }
        return holders
    }

    /// Returns the process id in a line such as `1: FLOCK  ADVISORY  WRITE 4711 00:16:5 0 EOF`; nil where it is no lock of that file.
    static func pid(of line: some StringProtocol, device: UInt64, inode: UInt64) -> Int? {
        let words = line.split(separator: " ")
        guard words.count >= 6, words[1] == "FLOCK", let pid = Int(words[4]), pid > 0 else { return nil }
        let file = words[5].split(separator: ":")
        // The same bits as gnu_dev_major(3) and gnu_dev_minor(3) take.
        let major = device >> 8 & 0xFFF | device >> 32 & 0xFFFF_F000
        let minor = device & 0xFF | device >> 12 & 0xFFFF_FF00
        guard file.count == 3, UInt64(file[0], radix: 16) == major, UInt64(file[1], radix: 16) == minor,
            UInt64(file[2]) == inode
        else { return nil }
        return pid
    }

    /// Returns the content of a file of /proc, up to a mebibyte; empty where it cannot be read. Its size in the file system is 0.
    private static func text(of path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var (bytes, part) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while case let count = read(file, &part, part.count), count > 0, bytes.count < 1 << 20 {
            bytes += part.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension PortHolder: CustomStringConvertible {
    /// The program and its process id: `mbpoll（进程号 4711）`.
    public var text: Text {
        Text(zh: "\(program ?? "另一个程序")（进程号 \(pid)）", en: description)
    }

    /// The program and its process id in English: `mbpoll (pid 4711)`.
    public var description: String { "\(program ?? "another program") (pid \(pid))" }
}
