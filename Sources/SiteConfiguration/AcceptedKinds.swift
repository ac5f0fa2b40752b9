import Facilities
import StrictYAML

/// The kinds of records that an uplink may enter on this gateway.
public struct AcceptedKinds: Hashable, Sendable {
    private let words: Set<String>

    /// Creates a set of kinds from the words of the configuration.
    public init(_ words: Set<String>) {
        self.words = words
    }

    /// The kinds that are accepted if the configuration has no `accept:`.
    public static let usual = AcceptedKinds(Set(words { $0 == .byDefault }))

    /// Returns whether records of a kind are accepted.
    public func contains(_ word: String) -> Bool { words.contains(word) }

    /// The words as the configuration writes them, in alphabetical order.
    public var sorted: [String] { words.sorted() }

    /// The words that are never accepted, because they would let an instrument, a clock or a person's rights be changed
    /// remotely.
    private static let never = words { $0 == .never } + ["clock", "operator", "fire"]

    private static let possible = words { $0 != .never }

    private static func words(_ isMeant: (RecordKind.BrokerRule) -> Bool) -> [String] {
        RecordKind.allCases.filter { isMeant($0.broker) }.map(\.rawValue)
    }

    /// Returns the reason why `accept:` cannot contain a word; nil if it can.
    static func mistake(_ word: String) -> Text? {
        if never.contains(word) {
            return Text(
                zh: "\(word) 不接受从服务器传来：请在本机录入", en: "\(word) is never accepted from a broker: enter it on this machine")
        }
        guard !possible.contains(word) else { return nil }
        if let kind = named(word) {
            return Text(zh: "请写 \(kind)（\(word)）", en: "'\(word)' is \(kind) here; write \(kind) (\(word))")
        }
        let near = YAMLValue.nearest(to: word, among: possible)
        let list = near == nil ? possible : []
        return Text(
            zh: "没有“\(word)”这种记录" + (near.map { "；是不是 \($0)？" } ?? "；服务器可以传 \(list.joined(separator: "、"))"),
            en: "there is no kind of record '\(word)'"
                + (near.map { "; did you mean '\($0)'?" } ?? ". A broker may send \(list.joined(separator: ", "))"))
    }

    /// Returns the configuration's word for the Chinese name of a record; nil if there is none.
    private static func named(_ name: String) -> String? {
        RecordKind.allCases.first { kind in
            possible.contains(kind.rawValue) && kind.title.zh.contains(name)
        }?.rawValue
    }
}
