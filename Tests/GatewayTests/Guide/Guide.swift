import Facilities
import Foundation
import Gateway
import TestSupport

/// `docs/mqtt.md` and its Chinese twin, with the sections that are written by `WriteGuide`.
struct Guide {
    let language: Language
    let path: String

    init(_ language: Language) {
        self.language = language
        let name = language == .en ? "mqtt.md" : "mqtt.\(language.rawValue).md"
        path = Program.repository + "/docs/" + name
    }

    var page: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

    /// The beginnings of its written sections, in order: `example: status`.
    var sections: [String] {
        get throws { try page.matches(of: Self.section).map { "\($0.output.1): \($0.output.2)" } }
    }

    /// The page with its written sections as they are now.
    var filled: String {
        get throws {
            let page = try page
            var (filled, end) = ("", page.startIndex)
            for match in page.matches(of: Self.section) {
                let body = try body(of: String(match.output.1), String(match.output.2))
                filled += page[end..<match.range.lowerBound]
                filled += "<!-- \(match.output.1): \(match.output.2) -->\n\(body)\n<!-- end -->"
                end = match.range.upperBound
            }
            return filled + page[end...]
        }
    }

    /// What the page has in no section, where no example may stand that nobody checks.
    var prose: String { get throws { try page.replacing(Self.section, with: "") } }

    nonisolated(unsafe) private static let section =
        /<!-- (generated|example|file): (\S+) -->\n(?:[\s\S]*?\n)??<!-- end -->/

    private func body(of kind: String, _ name: String) throws -> String {
        switch kind {
        case "generated":
            guard let table = GuideTable.Name(rawValue: name) else { throw NoSection(name: name) }
            return GuideTable(table, in: language).markdown
        case "example": return "```json\n\(Self.broken(try Self.golden(name)))\n```"
        default:
            let file = try String(contentsOfFile: Program.repository + "/docs/mqtt/" + name, encoding: .utf8)
            return "```\(Self.tongue(of: name))\n\(file)```"
        }
    }

    private static func golden(_ name: String) throws -> String {
        let file = GoldenMessageTests.golden.appending(path: "0.2.0/\(name).json")
        return try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines)
    }

    /// The language by which a file is coloured.
    private static func tongue(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "py": "python"
        case "sh": "sh"
        case "sql": "sql"
        case "yaml": "yaml"
        case "conf" where name.hasPrefix("telegraf"): "toml"
        default: ""
        }
    }

    /// JSON with a line for each member of the outermost object: a message has no line ends.
    static func broken(_ json: String) -> String {
        var (lines, depth, isText, isEscaped) = ("", 0, false, false)
        for character in json {
            lines.append(character)
            if isText {
                if character == "\"", !isEscaped { isText = false }
                isEscaped = character == "\\" && !isEscaped
                continue
            }
            switch character {
            case "\"": isText = true
            case "{", "[": depth += 1
            case "}", "]": depth -= 1
            case "," where depth == 1: lines += "\n "
            default: break
            }
        }
        return lines
    }

    struct NoSection: Error {
        var name: String
    }
}
