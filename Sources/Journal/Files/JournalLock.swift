import Facilities
import Foundation
import Glibc
import Synchronization
import SystemErrors

/// The lock that makes one process the only writer of a journal: flock(2) on a file beside it, which contains the process id. The kernel
/// releases it when the process ends, even after a crash. The file itself stays: if it were removed, two processes could each lock a file
/// of that name.
final class JournalLock: Sendable {
    private let descriptor: Mutex<CInt?>

    /// Takes the lock, or fails at once.
    ///
    /// - Parameter file: the real path of the journal, so that two names of one file have one lock.
    /// - Throws: `owned` if another process, or this one, holds it already; `refused` if the lock file cannot be opened.
    init(of file: String) throws(JournalError) {
        let name = file + ".lock"
        let opened = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else {
            let reason = Text(systemError: errno)
            throw .refused(
                JournalReason(
                    Text(
                        zh: "打不开锁文件 \(name)（\(reason.zh)）：当前用户须能写入那里",
                        en:
                            "the lock file \(name) cannot be opened (\(reason.en)): this user must be able to write there"
                    )))
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let (code, owner) = (errno, Self.owner(opened))
            Glibc.close(opened)
            guard code == EWOULDBLOCK else {
                let reason = Text(systemError: code)
                throw .refused(
                    JournalReason(
                        Text(zh: "\(name) 锁不住：\(reason.zh)", en: "\(name) cannot be locked: \(reason.en)")))
            }
            throw .owned(JournalReason(Self.text(file, owner)))
        }
        Self.giveToOwner(of: file, opened)
        Self.write(getpid(), to: opened)
        descriptor = Mutex(opened)
    }

    deinit { release() }

    /// Releases the lock. Does nothing the second time.
    func release() {
        descriptor.withLock { descriptor in
            guard let held = descriptor else { return }
            // Closing is not enough while a process that was just forked has a copy of the descriptor.
            flock(held, LOCK_UN)
            Glibc.close(held)
            descriptor = nil
        }
    }

    /// Gives the lock file of a run as root to the owner of the journal or of its folder, so that the service can open it later.
    private static func giveToOwner(of file: String, _ descriptor: CInt) {
        guard geteuid() == 0 else { return }
        var found = stat()
        let folder = URL(filePath: file).deletingLastPathComponent().path
        guard stat(file, &found) == 0 || stat(folder, &found) == 0 else { return }
        _ = fchown(descriptor, found.st_uid, found.st_gid)
    }

    /// Writes the process id into the lock file. Errors are ignored, for example on a full disk: the lock is held all the same, and only the
    /// message of another gateway lacks the process id.
    private static func write(_ process: pid_t, to descriptor: CInt) {
        let text = "\(process)\n"
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = pwrite(descriptor, text, text.utf8.count, 0)
    }

    private static func owner(_ descriptor: CInt) -> pid_t? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return pid_t(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).filter(\.isNumber))
    }

    private static func text(_ file: String, _ owner: pid_t?) -> Text {
        let (zh, en) = (owner.map { "（进程 \($0)）" } ?? "", owner.map { " (pid \($0))" } ?? "")
        return Text(
            zh: "日志库 \(file) 已有 mashang 在运行\(zh)：请先停止它，或改用另一个日志库",
            en: "mashang runs already\(en) on \(file); stop it first, or name another journal")
    }
}
