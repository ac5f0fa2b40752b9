import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import SiteConfiguration

/// Erases the names, texts and photographs of people from the ledger.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "erase",
        Text(
            zh: "从台账条目中擦除人员的姓名、文字和照片。",
            en: "Erases the names, texts and photographs of people from entries of the ledger."),
        Text(
            zh: """
                mashang ledger erase 184467 --by 李
                mashang ledger erase complaint:T-2026-117 --everywhere

                编号可以是 mashang export ledger 列出的序号、条目的编号，或投诉编号（则为该投诉的全部记录）。可能混淆时写 sequence:12、entry:12 或 complaint:12。\
                本机运行的网关擦除登记人和自由文字（text、remark、place、to）；数字、时间和发现保留。条目的照片一并删除，除非其他条目也用到。\
                台账会增加一条说明，mashang ledger verify 仍然通过，因为链中只有这些文字的哈希值。擦除后无法恢复。之前的备份、导出和消息中仍有这些文字。

                没有可擦除的内容时退出码为 65；没有网关在运行时为 69；日志库现在不能写时为 1。
                """,
            en: """
                mashang ledger erase 184467 --by 李
                mashang ledger erase complaint:T-2026-117 --everywhere

                ID is a sequence as 'mashang export ledger' lists them, the id of an entry, or the number of a complaint: then all \
                records of that complaint. Where one text could be two of these, write sequence:12, entry:12 or complaint:12. The gateway \
                that runs on this machine erases who entered it and its free text (text, remark, place, to); figures, times and \
                findings stay. Photographs of the entry are deleted, unless another entry names them too. An entry of the ledger records \
                that it was done, and 'mashang ledger verify' still passes, because the \
                chain has only hashes of these texts. It cannot be undone. Backups, exports and messages that were made before \
                still have the texts.

                Ends with 65 if nothing was erased because no entry has such texts, with 69 if no gateway runs, and with 1 if the \
                journal cannot be written now.
                """)
    )

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: help("序号、条目编号或投诉编号。", "A sequence, the id of an entry, or the number of a complaint."))
    var id: String

    @Flag(help: help("其他条目中完全相同的文字也擦除。", "Erases the same texts in other entries, too, where they are the whole text."))
    var everywhere = false

    @Option(help: help("擦除人。", "The person who erases them.", "name"))
    var by: String?

    func run() async throws {
        let request = try JSONEncoder().encode(LocalRequest(erase: id, everywhere: everywhere, by: by))
        let reply: Reply = try await send([UInt8](request), to: options.read().journal)
        try reply.endUnlessKept()
        guard let erased = reply.erased else { return }
        say(erased.text)
    }
}
