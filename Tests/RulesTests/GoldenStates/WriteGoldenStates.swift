import Facilities
import Foundation
import Testing

@testable import Rules

/// Writes the golden files of this program under the release that `MASHANG_WRITE_GOLDEN` names. What a release that is out
/// has written is never written again.
struct WriteGoldenStates {
    private static let release = ProcessInfo.processInfo.environment["MASHANG_WRITE_GOLDEN"]

    @Test(.enabled(if: release != nil), arguments: GoldenSituation.all)
    func theStateOfEverySituationIsWritten(situation: GoldenSituation) throws {
        let folder = GoldenFile.folder.appending(path: try #require(Self.release))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = try GoldenFile(situation)
        let text = try JSONText.of(file) + "\n"
        try Data(text.utf8).write(to: folder.appending(path: "\(situation.name).json"))
    }

    /// If a member of a rule's state that no situation needs were lost, every golden test would still pass.
    @Test(.enabled(if: release != nil)) func whatNoSituationNeedsIsPrinted() throws {
        var (all, needed): (Set<String>, Set<String>) = ([], [])
        for situation in GoldenSituation.all {
            let kind = situation.facility.kind.rawValue
            let fields = try situation.needs()
            all.formUnion(fields.map { "\(kind) \($0.key)" })
            needed.formUnion(fields.filter(\.value).map { "\(kind) \($0.key)" })
        }
        print("Not needed by any situation:")
        for name in all.subtracting(needed).sorted() { print("  \(name)") }
    }
}

extension GoldenSituation {
    /// For each member of a rule's state, whether the verdicts differ when it has its initial value.
    fileprivate func needs() throws -> [String: Bool] {
        var rules = FacilityRules(for: facility)
        let fresh = try rules.stored()
        rules.feed(before)
        let state = try rules.stored()
        let expected = try GoldenFile.Expected(facility, state: state, after: after)
        var needs: [String: Bool] = [:]
        for rule in state.names {
            for field in state[rule]?.names ?? [] where state[rule]?[field] != fresh[rule]?[field] {
                var other = state
                other[rule]?[field] = fresh[rule]?[field]
                needs["\(rule) \(field)"] = try GoldenFile.Expected(facility, state: other, after: after) != expected
            }
        }
        return needs
    }
}

extension GoldenFile {
    /// What this program stores in a situation.
    init(_ situation: GoldenSituation) throws {
        var rules = FacilityRules(for: situation.facility)
        rules.feed(situation.before)
        let state = try rules.stored()
        let expected = try Expected(situation.facility, state: state, after: situation.after)
        let remembers = try state.names.filter { name in
            var without = state
            without[name] = nil
            return try Expected(situation.facility, state: without, after: situation.after) != expected
        }
        self.init(
            situation: situation.name, remembers: remembers, events: situation.before, state: state,
            after: situation.after, expected: expected
        )
    }
}

/// JSON for people: what fits on a line stands on one.
enum JSONText {
    private static let width = 120

    static func of(_ value: some Encodable) throws -> String {
        let data = try JSONEncoder().encode(value)
        return try text(JSONDecoder().decode(JSONValue.self, from: data), indent: "")
    }

    private static func text(_ value: JSONValue, indent: String) throws -> String {
        let line = try compact(value)
        let inner = indent + "  "
        guard line.count + indent.count > width else { return line }
        switch value {
        case .object(let members):
            let lines = try members.sorted { $0.key < $1.key }.map { name, member in
                try inner + compact(.string(name)) + ": " + text(member, indent: inner)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
        case .array(let items):
            let lines = try items.map { try inner + text($0, indent: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
        default: return line
        }
    }

    private static func compact(_ value: JSONValue) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
