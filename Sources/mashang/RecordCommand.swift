import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import SiteConfiguration

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Enters a record at a facility of the gateway that runs on this machine.",
        discussion: """
            mashang record --code NJ320104C00012D --by 王 replacement mass=1000 form=granular
            mashang record --code NJ320104F00031Z --by 刘大姐 --pin cleaning parts=plates
            mashang record --by 王经理 notice id=n1 title=停电检修 text=… until="2026-12-03 18:00" kinds=fume-purifier
            mashang record --fields replacement          shows what a replacement may say
            mashang record --ask 7f3c0d5e                shows what became of the record with that id

            Times are written 2026-11-23T02:00:00Z, or as the clock on the site's wall has them: "2026-11-23 10:00". Every record \
            gets an id; entered again under the same --id, it is there once. With --pin the six digits are read from the \
            terminal, or from standard input, and the record keeps the role of the person. Fields that are lists of texts or of objects, \
            such as the steps and the questions of a training, are written as JSON.

            Ends with 65 when something is wrong with the record; nothing is entered then. Ends with 1 when it cannot be entered \
            now: the answer says whether it waits for the journal, and under which id, or was not taken in.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(
        help:
            "The facility's code; not needed for what concerns several or the gateway, such as the city's air or a notice."
    )
    var code: String?

    @Option(help: "Who enters it.")
    var by: String?

    @Option(help: "When it was done; now if it is absent.")
    var at: String?

    @Option(help: ArgumentHelp("The id of the record; a new one if it is absent.", valueName: "id"))
    var id: String?

    @Flag(help: "Asks for the PIN of the person in --by.")
    var pin = false

    @Option(help: ArgumentHelp("Shows what became of the record with this id, and enters nothing.", valueName: "id"))
    var ask: String?

    @Flag(help: "Shows the fields of such a record instead of entering one.")
    var fields = false

    @Flag(help: "Prints the JSON Schema of commands, with all kinds of record, and enters nothing.")
    var schema = false

    @Flag(help: "Prints the gateway's answer as JSON.")
    var json = false

    @Argument(help: ArgumentHelp("What kind of record.", valueName: "kind"), transform: mashang.kind)
    var kind: RecordKind?

    @Argument(help: ArgumentHelp("What it says.", valueName: "field=value"))
    var values: [String] = []

    func validate() throws {
        guard kind == nil, ask == nil, !schema else { return }
        throw ValidationError("a kind of record is missing; there are \(kinds)")
    }

    func run() async throws {
        if schema { return say(Command.jsonSchema) }
        if fields, let kind { return say(RecordForm(kind).help) }
        let configuration = try options.read()
        if let ask { return try await send(LocalRequest(answerTo: ask), configuration) }
        guard let kind else { return }
        let draft = try draft(of: kind, configuration.gateway.utcOffset)
        let code = try code.map { text in
            guard let code = Facility.Code(text) else {
                throw ValidationError("--code: '\(text)' is no facility's code")
            }
            return code
        }
        let pin = try pin ? readPIN() : nil
        try await send(Command(draft, at: code, id: id ?? UUID().uuidString.lowercased(), pin: pin), configuration)
    }

    private func draft(of kind: RecordKind, _ utcOffset: Int) throws -> RecordDraft {
        var body: FieldValues = ["kind": .text(kind.rawValue)]
        for value in values {
            let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw ValidationError("'\(value)' is not FIELD=VALUE, such as mass=1000") }
            let field = kind.type.fields.first { $0.name == parts[0] }
            body[parts[0]] = FieldValue(parts[1], of: field, utcOffset)
        }
        var head: FieldValues = ["by": .text(by ?? "")]
        if let at { head["at"] = .text(Timestamp(at, onSiteAhead: utcOffset)?.description ?? at) }
        return RecordDraft(head: head, body: body)
    }

    private func send(_ request: some Encodable, _ configuration: Configuration) async throws {
        let line = [UInt8](try JSONEncoder().encode(request))
        let reply: Reply = try await mashang.send(line, to: configuration.journal)
        if json {
            say(String(decoding: try JSONEncoder().encode(reply), as: UTF8.self))
        } else {
            complain(of: reply)
            if reply.answer == .pending, let id = reply.id { complain("id \(id)") }
        }
        guard reply.answer == .kept else { throw reply.exitCode }
        guard !json else { return }
        say("kept as \(reply.sequences.map(String.init).joined(separator: ", "))")
        if let erased = reply.erased { say("\(erased.text.zh)\n\(erased.text.en)") }
    }
}

private let kinds = RecordKind.allCases.map { "\($0.rawValue) (\($0.title.zh))" }.joined(separator: ", ")

private func kind(_ text: String) throws -> RecordKind {
    guard let kind = RecordKind(rawValue: text) else {
        throw ValidationError("there is no kind '\(text)'; there are \(kinds)")
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
    guard let line = readLine(), !line.isEmpty else { throw ValidationError("--pin: no PIN was entered") }
    return line
}

extension FieldValue {
    /// A text as its field wants it; what does not fit stays text, and the gateway says what would be right.
    fileprivate init(_ text: String, of field: RecordField?, _ utcOffset: Int) {
        self =
            switch field?.content {
            case .number: Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .text(text)
            case .time: .text(Timestamp(text, onSiteAhead: utcOffset)?.description ?? text)
            case .choices, .photographs: .list(text.split(separator: ",").map(String.init))
            case .texts, .objects:
                (try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))?.field ?? .text(text)
            case .text, .choice, nil: .text(text)
            }
    }
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
        case .number, .text, .time, .photographs, .texts, .objects: return ""
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
