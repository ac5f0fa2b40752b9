public import Facilities
import Foundation
import Glibc

/// The photographs in a ledger: the records that name them, and those that were removed by an erasure or for space.
public struct LedgerPhotographs: Sendable {
    /// A record that names a photograph.
    public struct Naming: Hashable, Sendable {
        /// The sequence of the entry.
        public var sequence: Int64
        /// Whether anybody, without signing in, may make such a record.
        public var isPublic: Bool
    }

    private var namings: [PhotographID: [Naming]] = [:]
    /// The sequence of the last entry that removed each photograph.
    private var removals: [PhotographID: Int64] = [:]
    /// The sequences of entries of which texts were erased.
    private var erased: Set<Int64> = []

    /// Creates the photographs of an empty ledger.
    public init() {}

    // MARK: Questions

    /// Returns the records that need a photograph: those that name it and are newer than its last removal.
    public func needs(_ id: PhotographID) -> [Naming] {
        let removed = removals[id] ?? 0
        return namings[id, default: []].filter { $0.sequence > removed }
    }

    /// Returns whether texts of an entry were erased.
    public func isErased(_ sequence: Int64) -> Bool { erased.contains(sequence) }

    /// Returns whether the record of a sequence still has a photograph. An erasure of the whole entry removes a photograph that no other
    /// entry needs, so that where it still exists, only a name was erased.
    public func has(_ id: PhotographID, in sequence: Int64) -> Bool {
        let needs = needs(id).map(\.sequence)
        return needs.contains(sequence) && !(isErased(sequence) && needs.count > 1)
    }

    /// The photographs that must be there, each with the first record that needs it.
    public var needed: [PhotographID: Int64] {
        var needed: [PhotographID: Int64] = [:]
        for id in namings.keys { needed[id] = needs(id).first?.sequence }
        return needed
    }

    /// The photographs that were removed and that no later record names.
    public var removed: [PhotographID] {
        let unneeded = removals.keys.filter { needs($0).isEmpty }
        return unneeded.sorted()
    }

    /// Returns whether all records that need a photograph are ones that anybody may make; also true where none needs it.
    public func isPublic(_ id: PhotographID) -> Bool { needs(id).allSatisfy(\.isPublic) }

    /// Returns the photographs to remove when some entries are erased, by entry: those that only erased entries name.
    public func erasable(with sequences: [Int64]) -> [Int64: [PhotographID]] {
        let gone = erased.union(sequences)
        let wanted = Set(sequences)
        var erasable: [Int64: [PhotographID]] = [:]
        for id in namings.keys.sorted() {
            let namings = needs(id).map(\.sequence)
            guard namings.allSatisfy(gone.contains) else { continue }
            for sequence in namings where wanted.contains(sequence) { erasable[sequence, default: []].append(id) }
        }
        return erasable
    }

    // MARK: Reading

    /// The names of the fields of records that hold photographs.
    private static let fields: Set<String> = {
        var names: Set<String> = []
        for kind in RecordKind.allCases {
            for field in kind.type.fields where field.isPhotographs { names.insert(field.name) }
        }
        return names
    }()

    /// The words that an entry about photographs contains, at least one of them.
    private static let words: [String] = {
        let kinds = [Entry.Kind.erased, .photographsRemoved]
        return fields.map { "\"\($0)\":[" } + kinds.map { "\"event\":\"\($0.rawValue)\"" }
    }()

    /// Returns whether a stored entry may be about photographs. It is called for each entry, and must be fast.
    private static func mayBe(_ body: String) -> Bool {
        body.withCString { text in words.contains { strstr(text, $0) != nil } }
    }

    mutating func take(_ row: LedgerRow) {
        guard Self.mayBe(row.body), let json = StoredBody(row.body)?.json else { return }
        switch json["event"]?.string.flatMap(Entry.Kind.init(rawValue:)) {
        case .record: takeRecord(json["record"]?["body"], row.sequence)
        case .erased:
            for case .integer(let sequence) in json["erased"]?["sequences"]?.items ?? [] { erased.insert(sequence) }
            remove(json["erased"], by: row.sequence)
        case .photographsRemoved: remove(json["removed"], by: row.sequence)
        default: break
        }
    }

    private mutating func takeRecord(_ body: JSONValue?, _ sequence: Int64) {
        let kind = body?["kind"]?.string.flatMap(RecordKind.init(rawValue:))
        let naming = Naming(sequence: sequence, isPublic: kind?.isPublic ?? false)
        for id in Self.fields.flatMap({ body?[$0]?.photographs ?? [] }).unique {
            namings[id, default: []].append(naming)
        }
    }

    private mutating func remove(_ content: JSONValue?, by sequence: Int64) {
        for id in content?["photographs"]?.photographs ?? [] { removals[id] = sequence }
    }
}

extension JSONValue {
    fileprivate var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }

    fileprivate var photographs: [PhotographID] { items.compactMap { $0.string.flatMap(PhotographID.init(rawValue:)) } }
}
