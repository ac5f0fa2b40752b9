import Facilities
import StrictYAML

/// The kinds of records that an uplink may enter here.
public struct AcceptedKinds: Hashable, Sendable {
    private let words: Set<String>

    public init(_ words: Set<String>) {
        self.words = words
    }

    /// Where the configuration has no `accept:`.
    public static let usual = AcceptedKinds(Set(words { $0 == .byDefault }))

    public func contains(_ word: String) -> Bool { words.contains(word) }

    /// Words as the configuration writes them, in alphabetical order.
    public var sorted: [String] { words.sorted() }

    /// What would let an instrument, a clock or a person's rights be changed from afar.
    private static let never = words { $0 == .never } + ["clock", "operator", "fire"]

    private static let possible = words { $0 != .never }

    private static func words(_ isMeant: (RecordKind.BrokerRule) -> Bool) -> [String] {
        RecordKind.allCases.filter { isMeant($0.broker) }.map(\.rawValue)
    }

    /// Returns why a word cannot stand in `accept:`; nil if it can.
    static func mistake(_ word: String) -> String? {
        if never.contains(word) { return "\(word) is never accepted from a broker: enter it on this machine" }
        guard !possible.contains(word) else { return nil }
        let near = YAMLValue.nearest(to: word, among: possible).map { "; did you mean '\($0)'?" } ?? "."
        return "there is no kind of record '\(word)'\(near) A broker may send " + possible.joined(separator: ", ")
    }
}
