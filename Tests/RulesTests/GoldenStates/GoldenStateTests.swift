import Facilities
import Foundation
import Testing

@testable import Rules

/// A golden file holds what a release stored. It is written by that release and never changed afterwards. Each release
/// has a folder of its name; one that stores another form of state writes its own, and still reads the older ones:
///
///     MASHANG_WRITE_GOLDEN=0.2.0 swift test --filter WriteGoldenStates
struct GoldenStateTests {
    private static let files = try! GoldenFile.all(of: "0.1.0").map { "0.1.0/\($0)" }

    @Test(arguments: files) func whatAReleaseRememberedLeadsToTheSameVerdicts(path: String) throws {
        let file = try GoldenFile(path)
        let situation = try #require(GoldenSituation.named(file.situation))
        let found = try GoldenFile.Expected(situation.facility, state: file.state, after: file.after)
        let known = KnownDifferences.of(file.situation)
        let (then, now) = (Lines(file.expected, known), Lines(found, known))
        #expect(now.restored.changes(from: then.restored) == [])
        #expect(now.entries.changes(from: then.entries) == [])
        #expect(now.afterwards.changes(from: then.afterwards) == [])
    }

    /// Otherwise a file would pass whatever becomes of its state.
    @Test(arguments: files) func withoutWhatItsRulesRememberTheVerdictsDiffer(path: String) throws {
        let file = try GoldenFile(path)
        let situation = try #require(GoldenSituation.named(file.situation))
        var state = file.state
        for name in file.remembers where name != "facility" { state[name] = nil }
        let found = try GoldenFile.Expected(situation.facility, state: state, after: file.after)
        #expect(Lines(found, []) != Lines(file.expected, []))
    }

    /// A rule that is new has nothing to remember; a memory that is not there for any rule was damaged.
    @Test(arguments: files) func aStateWithoutItsFindingsIsNotRead(path: String) throws {
        let file = try GoldenFile(path)
        let situation = try #require(GoldenSituation.named(file.situation))
        var state = file.state
        state["facility"] = nil
        #expect(throws: Unrestored.self) {
            try GoldenFile.Expected(situation.facility, state: state, after: file.after)
        }
    }

    @Test func everyRuleOfEveryKindIsRememberedInSomeFile() throws {
        let files = try Self.files.map { try GoldenFile($0) }
        for kind in Facility.Kind.allCases {
            let situations = GoldenSituation.all.filter { $0.facility.kind == kind }
            let ofKind = files.filter { file in situations.contains { $0.name == file.situation } }
            #expect(ofKind.count >= 3)
            let rules = situations.flatMap { FacilityRules(for: $0.facility).rules.map(\.name) }
            let remembered = Set(ofKind.flatMap(\.remembers))
            // These rules are newer than the files.
            let known = Set(rules + ["facility"]).subtracting([
                "data.contradiction", "data.calibration", "carbon.emission", "fume.idle", "power.conditions",
                "data.tampering", "data.record", "visit.rectification",
            ])
            // A complaint point was not judged by its clock.
            let isNew = kind == .complaintPoint ? ["clock.trust"] : []
            #expect(known.subtracting(remembered).subtracting(isNew) == [], "\(kind)")
        }
    }

    @Test func everyFileIsSmall() throws {
        for path in Self.files {
            let size = try Data(contentsOf: GoldenFile.folder.appending(path: path)).count
            #expect(size < 60_000, "\(path)")
        }
    }
}
