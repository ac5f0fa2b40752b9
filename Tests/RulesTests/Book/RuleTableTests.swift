import Facilities
import Foundation
import Testing

@testable import Rules

@Suite struct RuleTableTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func thePageOfTheRulesIsWhatTheRulesSay() throws {
        let page = try String(contentsOf: Self.repository.appending(path: "docs/rules.md"), encoding: .utf8)
        #expect(page == RuleTable().markdown, "write it again: mashang rules > docs/rules.md")
    }

    @Test func aPermitStandsThereWithoutAFigure() {
        let lines = RuleTable().markdown.split(separator: "\n").filter { $0.contains("`emission") }
        let permits = lines.filter { $0.contains(" | 按排污许可证 · by the permit | ") }
        #expect(permits.count == 3 && lines.count == 4)
        #expect(permits.contains { $0.contains("`emissionRate`") && $0.contains("0.001–1000 kg/h") })
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
