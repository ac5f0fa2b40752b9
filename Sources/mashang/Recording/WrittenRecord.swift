import ArgumentParser
import Facilities
import Foundation
import Glibc

/// A record as written with `mashang record`, and all its mistakes, so that they can be reported in one pass.
struct WrittenRecord {
    private(set) var draft: RecordDraft
    /// The code of the facility; nil if none is written, or if the text is not a code.
    private(set) var code: Facility.Code?
    /// The mistakes in the form of the command.
    private(set) var usage: [Text] = []
    /// The mistakes in the content of the record.
    private(set) var problems: [Text] = []

    /// Reads a record.
    ///
    /// - Parameters:
    ///   - values: the fields, such as `mass=1000`, each by its word or by its title.
    ///   - utcOffset: the seconds by which local time is ahead of UTC; times may be written in local time.
    ///   - now: the time of a record that has none.
    init(
        _ kind: RecordKind, _ values: [String], by: String?, at: String?, code: String?, utcOffset: Int, now: Timestamp
    ) {
        draft = RecordDraft(head: ["by": .text(by ?? "")], body: ["kind": .text(kind.rawValue)])
        take(code, of: kind)
        var wrong: Set<String> = []
        if let at {
            draft.head["at"] = .text(Timestamp(at, onSiteAhead: utcOffset)?.description ?? at)
            if draft.head.time("at") == nil {
                wrong.insert("at")
                problems.append(.noTime(at, "--at"))
            }
        }
        for value in values {
            guard let (name, text) = split(value) else { continue }
            let field = kind.field(named: name)
            let read = FieldValue(text, of: field, utcOffset)
            draft.body[field?.name ?? name] = read
            if let field, field.content == .time, read == .text(text), field.problem(with: read) != nil {
                wrong.insert(field.name)
                problems.append(.noTime(text, "\(field.title.zh)（\(field.name)）", "\(field.title.en) (\(field.name))"))
            }
        }
        // Whether a time is in the future is for the gateway to judge, by its own clock.
        let moment = draft.head.time("at").map { max($0, now) } ?? now
        let found = RecordForm(kind).problems(with: draft, now: moment).filter { !wrong.contains($0.field) }
        problems += found.map(\.text) + missing(of: kind, besides: Set(found.map(\.field)))
    }

    /// If there are mistakes, prints all of them and ends the command: with 64 if the form of the command is wrong,
    /// with 65 if only the record is.
    func check() throws {
        guard usage.isEmpty else { throw ValidationError((usage + problems).map(\.spoken).joined(separator: "\n")) }
        for problem in problems { complain(problem) }
        guard problems.isEmpty else { throw ExitCode(EX_DATAERR) }
    }

    private mutating func take(_ written: String?, of kind: RecordKind) {
        guard let written else {
            guard !kind.isOfGateway, kind != CityAir.kind else { return }
            return usage.append(
                Text(
                    zh: "“\(kind.title.zh)”属于一个设施：请写 --code，如 --code NJ320104C000018",
                    en: "a record of the kind \(kind.rawValue) is of one facility: write --code, such as --code "
                        + "NJ320104C000018"))
        }
        code = TypedCode(written).code
        if code == nil { usage.append(.noCode(written)) }
    }

    private mutating func split(_ value: String) -> (name: String, text: String)? {
        let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            usage.append(
                Text(zh: "“\(value)”应写成 项=值，如 mass=1000", en: "'\(value)' is not FIELD=VALUE, such as mass=1000"))
            return nil
        }
        return (parts[0], parts[1])
    }

    /// Returns a message for each missing field that a person must fill in. A terminal requires the same fields as the
    /// page: a cleaning of nothing is not a cleaning.
    private func missing(of kind: RecordKind, besides known: Set<String>) -> [Text] {
        let missing = kind.type.fields.filter { field in
            kind.asked.contains(field.name) && !known.contains(field.name) && draft.body[field.name]?.isBlank ?? true
        }
        return missing.map { field in
            Text(
                zh: "缺少\(field.title.zh)（\(field.name)）：应为\(field.allowed.zh)",
                en: "\(field.title.en) (\(field.name)) is missing: \(field.allowed.en)")
        }
    }
}

extension Text {
    /// Returns the message that a text is not a time.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - zh: the place of the text, such as an option.
    ///   - en: the same in English; nil for the same words.
    static func noTime(_ text: String, _ zh: String, _ en: String? = nil) -> Text {
        Text(
            zh: "\(zh)：“\(text)”不是时间，请写现场时间 \"2026-11-28 14:00\"，或 2026-11-28T06:00:00Z",
            en: "\(en ?? zh): '\(text)' is no time; write \"2026-11-28 14:00\" as clocks on site show it, or "
                + "2026-11-28T06:00:00Z")
    }

    /// Returns the message that the text after `--code` is not a code.
    static func noCode(_ text: String) -> Text {
        Text(
            zh: "--code：“\(text)”不是设施编号，应如 NJ320104C000018",
            en: "--code: '\(text)' is no code of a facility; write one such as NJ320104C000018")
    }
}

extension FieldValue {
    /// Creates the value of a field from a text. A text that does not fit stays a text, about which the form has a
    /// message.
    fileprivate init(_ text: String, of field: RecordField?, _ utcOffset: Int) {
        self =
            switch field?.content {
            case .number: Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .text(text)
            case .time: .text(Timestamp(text, onSiteAhead: utcOffset)?.description ?? text)
            case .choices(let options):
                .list(text.split { ",，、".contains($0) }.map { options.value(of: String($0)) })
            case .photographs: .list(text.split(separator: ",").map(String.init))
            case .choice(let options): .text(options.value(of: text))
            case .texts, .objects:
                (try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))?.field ?? .text(text)
            case .text, nil: .text(text)
            }
    }
}

extension Timestamp {
    /// Reads a time as `2026-11-23T02:00:00Z`, or in local time as `2026-11-23 10:00`; nil for any other text.
    ///
    /// - Parameter utcOffset: the seconds by which local time is ahead of UTC.
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
