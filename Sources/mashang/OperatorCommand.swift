import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import Journal
import SiteConfiguration

struct OperatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operator", abstract: "Adds, lists and removes the people who may enter records.",
        discussion: """
            mashang operator add 刘大姐 --role operator --facilities NJ320104F00002A
            mashang operator add 王经理 --role owner
            mashang operator list
            mashang operator remove 刘大姐

            The gateway makes a PIN of six digits for each person and shows it once. Only a slow hash of it is stored: a PIN that is \
            forgotten cannot be read again; remove the person and add them again. Each step is an entry of the ledger \
            (event operator), which is neither on the page nor in any message. A backup has the people and their PINs.
            """,
        subcommands: [Add.self, List.self, Remove.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a person, and prints their PIN once.",
            discussion: """
                mashang operator add 刘大姐 --role operator --facilities NJ320104F00002A,NJ320104C00012D

                Roles: operator (操作人员) at some facilities or at all; owner (负责人), inspector (检查人员) and technician \
                (技术人员) for all of the gateway. Ends with 65 when something is wrong with it, such as a name that is in use; \
                nobody is added then. Ends with 1 when the journal cannot be written now, with 69 when no gateway runs here.
                """
        )

        @OptionGroup var options: ConfigurationOptions

        @Argument(help: "The person's name, of 1 to 60 characters.")
        var name: String

        @Option(help: "operator, owner, inspector or technician.")
        var role: String

        @Option(
            help: ArgumentHelp(
                "The codes of an operator's facilities, with commas between them; all of them without it.",
                valueName: "codes"))
        var facilities: String?

        func run() async throws {
            let codes = facilities.map { text in
                text.split { ",，、".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
            }
            let request = LocalRequest(adding: name, role: role, facilities: codes)
            let journal = try options.read().journal
            let answer: OperatorReply = try await send([UInt8](JSONEncoder().encode(request)), to: journal)
            if let pin = answer.pin { say("PIN \(pin) · \(name) · 只显示这一次 shown only this once") }
            try answer.reply.endUnlessKept()
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the people who may enter records.",
            discussion: """
                mashang operator list --json

                A line a person: name, role, facilities, and since when. It reads the journal, also while no gateway runs.
                """
        )

        @OptionGroup var options: ConfigurationOptions

        @Flag(help: "Prints them as JSON.")
        var json = false

        func run() throws {
            let configuration = try options.read()
            let journal = try configuration.openJournal()
            let operators = try failing { try journal.operators() }
            if json { return say(try operators.pretty) }
            let gateway = configuration.gateway
            say(OperatorsText(gateway.language, utcOffset: gateway.utcOffset).text(operators))
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Removes a person; what they entered stays.",
            discussion: """
                mashang operator remove 刘大姐

                Ends with 65 when there is nobody of that name, with 1 when the journal cannot be written now, with 69 when \
                no gateway runs here.
                """
        )

        @OptionGroup var options: ConfigurationOptions

        @Argument(help: "The person's name, as it was added.")
        var name: String

        func run() async throws {
            let request = LocalRequest(removing: name)
            let journal = try options.read().journal
            let reply: Reply = try await send([UInt8](JSONEncoder().encode(request)), to: journal)
            try reply.endUnlessKept()
            say("已删除 removed: \(name)")
        }
    }
}

/// The people who may enter records, a line each.
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
