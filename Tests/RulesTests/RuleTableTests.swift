import Facilities
import Foundation
import Rules
import Testing

@Suite struct RuleTableTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func thePageOfTheRulesIsWhatTheRulesSay() throws {
        let page = try String(contentsOf: Self.repository.appending(path: "docs/rules.md"), encoding: .utf8)
        #expect(page == RuleTable().markdown, "write it anew: mashang rules > docs/rules.md")
    }

    @Test func thePageOfTheQuantitiesIsWhatTheRulesKnow() throws {
        let page = try String(
            contentsOf: Self.repository.appending(path: "docs/quantities.md"), encoding: .utf8)
        #expect(page == QuantityTable().markdown, "write it again: mashang rules --quantities > docs/quantities.md")
    }

    /// Of every rule that the contract names, by kind.
    @Test func everyRuleHasItsTests() throws {
        let files = FileManager.default.enumerator(
            at: Self.repository.appending(path: "Tests/RulesTests"), includingPropertiesForKeys: nil
        )
        let names = Set((files?.allObjects ?? []).compactMap { ($0 as? URL)?.lastPathComponent })
        for match in RuleTable().markdown.matches(of: /`(\w+Tests)`/) {
            #expect(names.contains("\(match.1).swift"), "\(match.1)")
        }
    }
}
