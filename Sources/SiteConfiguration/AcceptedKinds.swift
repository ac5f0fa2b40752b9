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

    /// The word that the configuration has for what people call a record.
    private static func named(_ name: String) -> String? {
        RecordKind.allCases.first { kind in
            possible.contains(kind.rawValue) && kind.title.zh.contains(name)
        }?.rawValue
    }
}
