import Facilities
import Foundation
import TestSupport
import Testing

@testable import Gateway

/// `docs/mqtt.md` and `docs/mqtt.zh-Hans.md` are what somebody reads who writes a client. Examples are golden messages, which
/// `GoldenMessageTests` compares with the program and with the schemas. After a change:
///
///     MASHANG_WRITE_GUIDE=1 swift test --filter GuideTests
struct GuideTests {
    private static let isWriting = ProcessInfo.processInfo.environment["MASHANG_WRITE_GUIDE"] != nil

    @Test(arguments: Language.allCases) func tablesExamplesAndFilesAreThoseOfTheProgram(language: Language) throws {
        let guide = Guide(language)
        let filled = try guide.filled
        if Self.isWriting { try filled.write(toFile: guide.path, atomically: true, encoding: .utf8) }
        #expect(
            try guide.page == filled, "write it again: MASHANG_WRITE_GUIDE=1 swift test --filter GuideTests")
    }

    @Test func bothLanguagesHaveTheSameSectionsAndHeadings() throws {
        let (english, chinese) = (Guide(.en), Guide(.zh))
        #expect(try english.sections == chinese.sections)
        let headings = try [english, chinese].map { try $0.prose.matches(of: #/(?m)^(#+) /#).map(\.output.1) }
        #expect(headings[0] == headings[1])
    }

    @Test(arguments: Language.allCases) func everyTableAndFileIsThere(language: Language) throws {
        let sections = try Set(Guide(language).sections)
        let files = try FileManager.default.contentsOfDirectory(atPath: Program.repository + "/docs/mqtt")
        #expect(sections.isSuperset(of: GuideTable.Name.allCases.map { "generated: \($0.rawValue)" }))
        #expect(sections.isSuperset(of: files.map { "file: \($0)" }))
    }

    @Test(arguments: Language.allCases) func noExampleIsWrittenByHand(language: Language) throws {
        #expect(try !Guide(language).prose.contains("```"))
    }

    /// Each table of words in the page of a language has words of that language.
    @Test(arguments: GuideTable.Name.allCases) func aTableHasARowForEachLanguage(name: GuideTable.Name) {
        let tables = Language.allCases.map { GuideTable(name, in: $0).markdown.split(separator: "\n") }
        #expect(tables[0].count == tables[1].count && tables[0].count > 2)
        #expect(tables[0] != tables[1])
    }

    /// The reasons are listed by hand, since a reason may have figures in it.
    @Test func everyReasonOfARefusalIsInATable() throws {
        let folder = Program.repository + "/Sources/Gateway/Desk"
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
            $0.contains("RecordProblem+") || $0.contains("Quota+")
        }
        let source = try files.map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }.joined()
        let names = source.matches(of: /\n    static (?:let|func) (\w+)(?:: | =|\().*RecordProblem/).map {
            String($0.output.1)
        }
        let list = try String(
            contentsOfFile: Program.repository + "/Sources/Gateway/Guide/RecordProblem+Guide.swift", encoding: .utf8)
        // By the page only, and by people who give a PIN or a photograph, which no uplink takes.
        let others = ["noPIN", "notInRole", "notAtFacility", "tooManyPhotographs"]
        #expect(names.count > 30)
        #expect(names.filter { name in !others.contains(name) && !list.contains(name) } == [])
    }

    @Test func aJSONTextIsBrokenBetweenItsOwnMembersOnly() {
        #expect(
            Guide.broken(#"{"a":"x,\",y","b":[1,2],"c":{"d":1,"e":2}}"#)
                == "{\"a\":\"x,\\\",y\",\n \"b\":[1,2],\n \"c\":{\"d\":1,\"e\":2}}")
    }
}
