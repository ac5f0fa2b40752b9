import ArgumentParser
import Facilities
import Gateway
import Glibc
import Journal
import SiteConfiguration

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "backup",
        Text(
            zh: "制作日志库及其照片的副本，网关可以同时运行。",
            en: "Writes a copy of the journal and its photographs, while the gateway runs."),
        Text(
            zh: """
                mashang backup /media/usb/journal-2026-11-24.sqlite

                条目中写到的照片放在文件夹 FILE-photographs 中。两者都必须还不存在。

                恢复时先停止网关，把副本放到日志库的位置，删除 journal.sqlite-wal 和 journal.sqlite-shm，照片文件夹放到 journal.sqlite-photographs。\
                网关随后跳过之后可能已用过的序号，使序号不会重复。用其他程序制作的副本没有这种标记。
                """,
            en: """
                mashang backup /media/usb/journal-2026-11-24.sqlite

                The photographs that its entries name are copied into the folder FILE-photographs. Neither may exist yet.

                To restore a copy, stop the gateway, put the copy in the journal's place, and remove the files \
                journal.sqlite-wal and journal.sqlite-shm; put the folder of its photographs in the place of \
                journal.sqlite-photographs. The gateway then skips the sequences that may have been given \
                since, so that none comes twice. A copy that another program has made is not marked as a copy.
                """)
    )

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: help("副本的文件名；必须还不存在。", "The file of the copy; it must not exist yet."))
    var file: String

    func run() throws {
        let path = try options.read().journal.path
        try checkPlaces(journal: path)
        let (sequence, entries, photographs, folder) = try failing {
            let photographs = try Journal.copy(path, to: file, now: .now)
            let copy = try Journal.reading(path: file)
            return (try copy.lastSequence(), try copy.ledgerHead().count, photographs, copy.photographFolder.path)
        }
        say(
            Text(
                zh: "\(file)：到序号 \(sequence) 为止，台账 \(entries) 条",
                en: "\(file): up to sequence \(sequence), \(entries) entries of the ledger"))
        guard photographs > 0 else { return }
        say(Text(zh: "\(folder)：照片 \(photographs) 张", en: "\(folder): \(photographs) photographs"))
    }

    /// Checks that there is a journal to copy, and that the copy does not overwrite anything; otherwise says what to do
    /// and ends the command.
    private func checkPlaces(journal: String) throws {
        if access(journal, F_OK) != 0, errno == ENOENT {
            complain(
                Text(
                    zh: "这里还没有运行过网关：没有日志库 \(journal)",
                    en: "no gateway has run here yet: there is no journal \(journal)"))
            throw ExitCode(EX_UNAVAILABLE)
        }
        guard access(file, F_OK) == 0 else { return }
        complain(Text(zh: "已有 \(file)，请换一个文件名", en: "\(file) is there already; name another file"))
        throw ExitCode(EX_UNAVAILABLE)
    }
}
