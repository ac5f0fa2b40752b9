import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Enters a record at a facility of the gateway that runs on this machine.",
        discussion: """
            mashang record --code NJ320104C00012K --by 王 replacement mass=1000 form=granular
            mashang record --fields replacement          shows what a replacement may say

            Times are written 2026-11-23T02:00:00Z, or as the clock on the site's wall has them: "2026-11-23 10:00".
            Ends with 65 when something is wrong with the record; nothing is entered then. Ends with 1 when the journal cannot be \
            written now: the answer says whether the record waits (do not enter it again) or was not taken in.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "The facility's code; not needed for what concerns several, such as the city's air.")
    var code: String?

    @Option(help: "Who enters it.")
    var by: String?

    @Option(help: "When it was done; now if it is left out.")
    var at: String?

    @Flag(help: "Shows the fields of such a record instead of entering one.")
    var fields = false

    @Flag(help: "Prints the gateway's answer as JSON.")
    var json = false

    @Argument(help: ArgumentHelp("What kind of record.", valueName: "kind"), transform: mashang.kind)
    var kind: RecordKind

    @Argument(help: ArgumentHelp("What it says.", valueName: "field=value"))
    var values: [String] = []

    func run() async throws {
        guard !fields else { return say(RecordForm(kind).help) }
        let configuration = try options.read()
        let utcOffset = configuration.gateway.utcOffset
        var body: [String: Any] = ["kind": kind.rawValue]
        for value in values {
            let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw ValidationError("'\(value)' is not FIELD=VALUE, such as mass=1000") }
            body[parts[0]] = json(parts[1], of: parts[0], utcOffset)
        }
        let when = at.map { Timestamp($0, onSiteAhead: utcOffset)?.description ?? $0 } ?? Timestamp.now.description
        var command: [String: Any] = ["schema": Command.schema, "record": ["at": when, "by": by ?? "", "body": body]]
        command["code"] = code
        try await send(try JSONSerialization.data(withJSONObject: command), configuration)
    }

    /// As the field wants it; what does not fit stays text, and the gateway says what would be right.
    private func json(_ text: String, of name: String, _ utcOffset: Int) -> Any {
        switch RecordForm(kind).fields.first(where: { $0.name == name })?.content {
        case .number: Double(text).flatMap { $0.isFinite ? $0 : nil } ?? text
        case .time: Timestamp(text, onSiteAhead: utcOffset)?.description ?? text
        case .choices: text.split(separator: ",").map(String.init)
        case .text, .choice, nil: text
        }
    }

    private func send(_ command: Data, _ configuration: Configuration) async throws {
        let reply: Reply = try await mashang.send([UInt8](command), to: configuration.journal)
        if json { say(String(decoding: try JSONEncoder().encode(reply), as: UTF8.self)) }
        if !json { complain(of: reply) }
        guard reply.answer == .kept else { throw ExitCode(reply.isNotNow ? 1 : EX_DATAERR) }
        if !json { say("kept as \((reply.sequences ?? []).map(String.init).joined(separator: ", "))") }
    }
}

private func kind(_ text: String) throws -> RecordKind {
    guard let kind = RecordKind(rawValue: text) else {
        let kinds = RecordKind.allCases.map { "\($0.rawValue) (\($0.title.zh))" }.joined(separator: ", ")
        throw ValidationError("there is no kind '\(text)'; there are \(kinds)")
    }
    return kind
}

extension RecordForm {
    fileprivate var help: String {
        fields.map { field in
            let mark = field.isRequired ? "*" : " "
            return "\(mark) \(field.name)  \(field.title.both): \(field.allowed.en)\(field.choices)"
        }.joined(separator: "\n") + "\n* must be there"
    }
}

extension RecordField {
    /// What each choice means, a line each.
    fileprivate var choices: String {
        let options: [Option]
        switch content {
        case .choice(let some), .choices(let some): options = some
        case .number, .text, .time: return ""
        }
        return options.map { "\n      \($0.value): \($0.title.both)" }.joined()
    }
}

extension Timestamp {
    /// `2026-11-23T02:00:00Z`, or by the clock of a place that is so many seconds ahead of UTC: `2026-11-23 10:00`.
    init?(_ text: String, onSiteAhead utcOffset: Int) {
        if let time = Timestamp(text) {
            self = time
            return
        }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let time = Timestamp("\(parts[0])T\(parts[1]):00Z") else { return nil }
        self = time - .seconds(utcOffset)
    }
}
