import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import SiteConfiguration

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "record",
        Text(
            zh: "为本机网关的设施登记一条记录。",
            en: "Enters a record at a facility of the gateway that runs on this machine."),
        Text(
            zh: """
                mashang record --code NJ320104C00012D --by 王 更换 mass=1000 form=颗粒炭
                mashang record --code NJ320104F00031Z --by 刘大姐 --pin 清洗 parts=极板
                mashang record --by 王经理 notice id=n1 title=停电检修 text=… until="2026-12-03 18:00" kinds=fume-purifier
                mashang record --fields 更换                显示这种记录有哪些项
                mashang record --ask 7f3c0d5e               显示这个编号的记录结果如何

                时间写作 2026-11-23T02:00:00Z，或现场墙上的钟点 "2026-11-23 10:00"。每条记录有一个编号；用同一个 --id 再登记，仍只有一条。\
                加 --pin 时从终端或标准输入读取六位数字，记录保留该人员的角色。成列的文字或对象，如培训的步骤和题目，用 JSON 写。

                记录有误时退出码为 65，什么都没有登记。现在无法登记时为 1：答复会说明是在等待写入（及其编号），还是没有收下。
                """,
            en: """
                mashang record --code NJ320104C00012D --by 王 replacement mass=1000 form=granular
                mashang record --code NJ320104F00031Z --by 刘大姐 --pin cleaning parts=plates
                mashang record --by 王经理 notice id=n1 title=停电检修 text=… until="2026-12-03 18:00" kinds=fume-purifier
                mashang record --fields replacement          shows what a replacement may have
                mashang record --ask 7f3c0d5e                shows what became of the record with that id

                Times are written 2026-11-23T02:00:00Z, or as the clock on the site's wall shows them: "2026-11-23 10:00". Every record \
                gets an id; entered again under the same --id, it is there once. With --pin the six digits are read from the \
                terminal, or from standard input, and the record keeps the role of the person. Fields that are lists of texts or of objects, \
                such as the steps and the questions of a training, are written as JSON. Kinds and choices may be written in Chinese.

                Ends with 65 when something is wrong with the record; nothing is entered then. Ends with 1 when it cannot be entered \
                now: the answer tells whether it waits for the journal, and under which id, or was not taken in.
                """)
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(
        help: help(
            "设施编号；涉及多处设施或网关本身的记录不用写，如城市预警、通知。",
            "The facility's code; not needed for what concerns several or the gateway, such as the city's air or a notice."
        )
    )
    var code: String?

    @Option(help: help("登记人。", "Who enters it."))
    var by: String?

    @Option(
        help: help(
            "完成的时间，现场时间 \"2026-11-28 14:00\" 或 2026-11-28T06:00:00Z；未写为现在。",
            "When it was done: \"2026-11-28 14:00\" on site, or 2026-11-28T06:00:00Z; by default now.", "time"))
    var at: String?

    @Option(help: help("记录的编号；未写时新编一个。", "The id of the record; by default a new one.", "id"))
    var id: String?

    @Flag(help: help("询问 --by 这个人的 PIN。", "Asks for the PIN of the person in --by."))
    var pin = false

    @Option(help: help("显示这个编号的记录结果如何，不登记。", "Shows what became of the record with this id, and enters nothing.", "id"))
    var ask: String?

    @Flag(help: help("显示这种记录有哪些项，不登记。", "Shows the fields of such a record instead of entering one."))
    var fields = false

    @Flag(
        help: help(
            "输出命令的 JSON Schema，含各种记录，不登记。",
            "Prints the JSON Schema of commands, with all kinds of record, and enters nothing."))
    var schema = false

    @Flag(help: help("以 JSON 输出网关的答复。", "Prints the gateway's answer as JSON."))
    var json = false

    @Argument(
        help: help("记录的种类，如 清洗 或 cleaning。", "The kind of record, such as cleaning or 清洗.", "kind"),
        transform: mashang.kind)
    var kind: RecordKind?

    @Argument(help: help("各项内容。", "Its fields.", "field=value"))
    var values: [String] = []

    func validate() throws {
        guard kind == nil, ask == nil, !schema else { return }
        throw ValidationError(Text(zh: "请写记录的种类；有：\(kinds)", en: "a kind of record is missing; there are \(kinds)"))
    }

    func run() async throws {
        if schema { return say(Command.jsonSchema) }
        if fields, let kind { return say(RecordForm(kind).help(asked: kind.asked)) }
        let place = GatewayPlace(options)
        if let ask { return try await send(LocalRequest(answerTo: ask), place) }
        guard let kind else { return }
        let record = WrittenRecord(
            kind, values, by: by, at: at, code: code, utcOffset: place.clock.utcOffset, now: .now)
        try record.check()
        let pin = try pin ? readPIN() : nil
        let id = id ?? UUID().uuidString.lowercased()
        try await send(Command(record.draft, at: record.code, id: id, pin: pin), place)
    }

    private func send(_ request: some Encodable, _ place: GatewayPlace) async throws {
        let line = [UInt8](try JSONEncoder().encode(request))
        let reply: Reply = try await mashang.send(line, to: place.journal, despite: place.mistakes)
        if json {
            say(String(decoding: try JSONEncoder().encode(reply), as: UTF8.self))
        } else {
            complain(of: reply)
            if reply.answer == .pending, let id = reply.id { complain(Text(zh: "编号 \(id)", en: "id \(id)")) }
        }
        guard reply.answer == .kept else { throw reply.exitCode }
        guard !json else { return }
        let sequences = reply.sequences.map(String.init).joined(separator: ", ")
        say(Text(zh: "已登记，台账序号 \(sequences)", en: "entered in the ledger, sequence \(sequences)"))
        if let erased = reply.erased { say(erased.text) }
    }
}

private let kinds = RecordKind.allCases.map { "\($0.rawValue) (\($0.title.zh))" }.joined(separator: ", ")

private func kind(_ text: String) throws -> RecordKind {
    guard let kind = RecordKind(named: text) else {
        throw ValidationError(
            Text(zh: "没有“\(text)”这种记录；有：\(kinds)", en: "there is no kind '\(text)'; there are \(kinds)"))
    }
    return kind
}

/// Reads a PIN: from a terminal without showing it, otherwise the first line of standard input.
private func readPIN() throws -> String {
    var settings = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &settings) == 0
    if isTerminal {
        FileHandle.standardError.write(Data("PIN: ".utf8))
        var hidden = settings
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    }
    defer {
        if isTerminal {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
            FileHandle.standardError.write(Data("\n".utf8))
        }
    }
    guard let line = readLine(), !line.isEmpty else {
        throw ValidationError(Text(zh: "--pin：没有输入 PIN", en: "--pin: no PIN was entered"))
    }
    return line
}

extension RecordForm {
    /// Returns the help on the fields of a record.
    ///
    /// - Parameter asked: the fields that the command requires in addition.
    fileprivate func help(asked: Set<String>) -> String {
        fields.map { field in
            let mark = field.isRequired || asked.contains(field.name) ? "*" : " "
            return "\(mark) \(field.name)  \(field.title.both): \(field.allowed.spoken)\(field.choices)"
        }.joined(separator: "\n") + "\n" + Text(zh: "* 必须填写", en: "* is required").spoken
    }
}

extension RecordField {
    /// The choices and their meanings, one per line; empty for a field without choices.
    fileprivate var choices: String {
        let options: [Option]
        switch content {
        case .choice(let some), .choices(let some): options = some
        case .number, .text, .time, .photographs, .texts, .objects: return ""
        }
        return options.map { "\n      \($0.value): \($0.title.both)" }.joined()
    }
}
