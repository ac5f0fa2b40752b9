import Facilities
import Foundation
import Simulator
import TestSupport
import Testing

@testable import mashang

private let profiles = [Program.repository + "/device-profiles"]

@Suite(.timeLimit(.minutes(10))) struct ScenarioTests {
    @Test(arguments: Scenario.embedded.keys.sorted())
    func aYearLeadsToTheFindingsThatItsFileExpectsAndToNoOthers(name: String) async throws {
        try await run(Scenario(named: name, folders: profiles))
    }

    @Test func theExampleOfThePageIsRight() async throws {
        let page = try String(contentsOfFile: Program.repository + "/docs/scenarios.md", encoding: .utf8)
        let folder = try TemporaryFolder()
        let file = folder.path + "/example.yaml"
        try #require(page.split(separator: "```").dropFirst().first).dropFirst("yaml".count)
            .write(toFile: file, atomically: true, encoding: .utf8)
        try await run(Scenario(named: file, folders: profiles))
    }

    private func run(_ scenario: Scenario) async throws {
        var year = try Year(scenario)
        try await year.run()
        var unexpected = year.findings
        let missing = scenario.expected.filter { step in
            guard let index = unexpected.firstIndex(of: step) else { return true }
            unexpected.remove(at: index)
            return false
        }
        #expect(missing.isEmpty && unexpected.isEmpty, "missing:\n\(lines(missing))\nunexpected:\n\(lines(unexpected))")
        #expect(year.reminders == scenario.reminders)
        #expect(year.refused.isEmpty)
        #expect(year.suspicions.isEmpty)
    }

    private func lines(_ steps: [Scenario.Expectation]) -> String {
        steps.map { "\($0.day) \($0.step) \($0.rule) \($0.cause) \($0.level?.rawValue ?? "")" }.sorted()
            .joined(separator: "\n")
    }
}
