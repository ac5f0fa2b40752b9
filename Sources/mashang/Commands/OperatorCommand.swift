import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import Journal
import SiteConfiguration

struct OperatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "operator",
        Text(
            zh: "增加、列出和删除可以登记记录的人员。",
            en: "Adds, lists and removes the people who may enter records."),
        Text(
            zh: """
                mashang operator add 刘大姐 --role operator --facilities NJ320104F00002A
                mashang operator add 王经理 --role owner
                mashang operator list
                mashang operator remove 刘大姐

                网关为每个人生成六位 PIN，只显示一次，只保存它的慢速哈希值：忘记的 PIN 查不到，请删除后重新增加。每一步都是台账中的一条\
                （事件 operator），不上页面，也不上报。备份中有人员和他们的 PIN。
                """,
            en: """
                mashang operator add 刘大姐 --role operator --facilities NJ320104F00002A
                mashang operator add 王经理 --role owner
                mashang operator list
                mashang operator remove 刘大姐

                The gateway makes a PIN of six digits for each person and shows it once. Only a slow hash of it is stored: a PIN that is \
                forgotten cannot be read again; remove the person and add them again. Each step is an entry of the ledger \
                (event operator), which is neither on the page nor in any message. A backup has the people and their PINs.
                """),
        subcommands: [Add.self, List.self, Remove.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            "add",
            Text(
                zh: "增加一个人，PIN 只显示一次。",
                en: "Adds a person, and prints their PIN once."),
            Text(
                zh: """
                    mashang operator add 刘大姐 --role operator --facilities NJ320104F00002A,NJ320104C00012D

                    角色：operator（操作人员）可限定设施；owner（负责人）、inspector（检查人员）、technician（技术人员）面向整个网关。\
                    内容有误（如姓名已有）时退出码为 65，不会增加；日志库现在不能写时为 1；没有网关在运行时为 69。
                    """,
                en: """
                    mashang operator add 刘大姐 --role operator --facilities NJ320104F00002A,NJ320104C00012D

                    Roles: operator (操作人员) at some facilities or at all; owner (负责人), inspector (检查人员) and technician \
                    (技术人员) for all of the gateway. Ends with 65 when something is wrong with it, such as a name that is in use; \
                    nobody is added then. Ends with 1 when the journal cannot be written now, with 69 when no gateway runs here.
                    """)
        )

        @OptionGroup var options: ConfigurationOptions

        @Argument(help: help("姓名，1 到 60 个字符。", "The person's name, of 1 to 60 characters."))
        var name: String

        @Option(help: help("角色：operator、owner、inspector 或 technician。", "operator, owner, inspector or technician."))
        var role: String

        @Option(
            help: help(
                "操作人员的设施编号，用逗号分隔；未写为全部。",
                "The codes of an operator's facilities, with commas between them; by default all.", "codes"))
        var facilities: String?

        func run() async throws {
            let codes = facilities.map { text in
                text.split { ",，、".contains($0) }.map { typed in
                    TypedCode(String(typed)).code?.description ?? typed.trimmingCharacters(in: .whitespaces)
                }
            }
            let request = LocalRequest(adding: name, role: role, facilities: codes)
            let journal = try options.read().journal
            let answer: OperatorReply = try await send([UInt8](JSONEncoder().encode(request)), to: journal)
            if let pin = answer.pin {
                say(Text(zh: "PIN \(pin) · \(name) · 只显示这一次", en: "PIN \(pin) · \(name) · shown only this once"))
            }
            try answer.reply.endUnlessKept()
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            "list",
            Text(
                zh: "列出可以登记记录的人员。",
                en: "Lists the people who may enter records."),
            Text(
                zh: """
                    mashang operator list --json

                    每人一行：姓名、角色、设施、从何时起。直接读取日志库，没有网关在运行时也可以。
                    """,
                en: """
                    mashang operator list --json

                    A line a person: name, role, facilities, and since when. It reads the journal, also while no gateway runs.
                    """)
        )

        @OptionGroup var options: ConfigurationOptions

        @Flag(help: help("输出 JSON。", "Prints JSON."))
        var json = false

        func run() throws {
            let configuration = try options.read()
            let journal = try configuration.openJournal()
            let operators = try failing { try journal.operators() }
            if json { return say(try operators.pretty) }
            let gateway = configuration.gateway
            say(OperatorsText(Speech.language, utcOffset: gateway.utcOffset).text(operators))
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            "remove",
            Text(
                zh: "删除一个人；其登记的记录保留。",
                en: "Removes a person; what they entered stays."),
            Text(
                zh: """
                    mashang operator remove 刘大姐

                    没有这个人时退出码为 65；日志库现在不能写时为 1；没有网关在运行时为 69。
                    """,
                en: """
                    mashang operator remove 刘大姐

                    Ends with 65 when there is nobody of that name, with 1 when the journal cannot be written now, with 69 when \
                    no gateway runs here.
                    """)
        )

        @OptionGroup var options: ConfigurationOptions

        @Argument(help: help("增加时写的姓名。", "The person's name, as it was added."))
        var name: String

        func run() async throws {
            let request = LocalRequest(removing: name)
            let journal = try options.read().journal
            let reply: Reply = try await send([UInt8](JSONEncoder().encode(request)), to: journal)
            try reply.endUnlessKept()
            say(Text(zh: "已删除：\(name)", en: "removed: \(name)"))
        }
    }
}

/// The people who may enter records, one per line.
private struct OperatorsText {
    let language: Language
    let utcOffset: Int

    init(_ language: Language, utcOffset: Int) {
        (self.language, self.utcOffset) = (language, utcOffset)
    }

    func text(_ operators: [Operator]) -> String {
        guard !operators.isEmpty else {
            return Text(
                zh: "还没有登记任何人员；用 mashang operator add 增加", en: "nobody was added yet; use mashang operator add")[
                    language]
        }
        return operators.map(line).joined(separator: "\n")
    }

    private func line(_ person: Operator) -> String {
        let since = person.since.day(utcOffset: utcOffset)
        let parts = [
            person.name, person.role.title[language], person.facilities.scope[language],
            Text(zh: "\(since)起", en: "since \(since)")[language],
        ]
        return parts.joined(separator: "  ")
    }
}
