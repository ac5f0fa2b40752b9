public import Facilities
import Foundation
import Glibc

/// What a ledger says of photographs: which records name them, and which were removed by an erasure or for space.
public struct LedgerPhotographs: Sendable {
    /// A record that names a photograph.
    public struct Naming: Hashable, Sendable {
        public var sequence: Int64
        /// Whether anybody may make such a record.
        public var isPublic: Bool
    }

    private var namings: [PhotographID: [Naming]] = [:]
    /// The last entry that removed each.
    private var removals: [PhotographID: Int64] = [:]
    /// The entries of which something was erased.
    private var erased: Set<Int64> = []

    public init() {}

    // MARK: Asked

    /// The records that need a photograph to be there: those since it was removed last.
    public func needs(_ id: PhotographID) -> [Naming] {
        let removed = removals[id] ?? 0
        return namings[id, default: []].filter { $0.sequence > removed }
    }

    /// Whether texts of an entry were erased.
    public func isErased(_ sequence: Int64) -> Bool { erased.contains(sequence) }

    /// Whether the record of a sequence still has a photograph. An erasure of the entry would have removed one that no other entry
    /// needs: where it is there, only a name was erased everywhere.
    public func has(_ id: PhotographID, in sequence: Int64) -> Bool {
        let needs = needs(id).map(\.sequence)
        return needs.contains(sequence) && !(isErased(sequence) && needs.count > 1)
    }

    /// The photographs that must be there, each with the first record that needs it.
    public var needed: [PhotographID: Int64] { namings.keys.reduce(into: [:]) { $0[$1] = needs($1).first?.sequence } }

    /// The photographs that were removed and that no later record names.
    public var removed: [PhotographID] { removals.keys.filter { needs($0).isEmpty }.sorted() }

    /// Whether only records that anybody may make name it; also where none does.
    public func isPublic(_ id: PhotographID) -> Bool { needs(id).allSatisfy(\.isPublic) }

    /// The photographs that go when some entries are erased, by entry: those that no entry names which is not erased.
    public func erasable(with sequences: [Int64]) -> [Int64: [PhotographID]] {
        let gone = erased.union(sequences)
        let wanted = Set(sequences)
        return namings.keys.sorted().reduce(into: [:]) { erasable, id in
            let namings = needs(id).map(\.sequence)
            guard namings.allSatisfy(gone.contains) else { return }
            for sequence in namings where wanted.contains(sequence) { erasable[sequence, default: []].append(id) }
        }
    }

    // MARK: Read

    /// The fields of records that hold photographs.
    private static let fields = Set(
        RecordKind.allCases.flatMap { $0.type.fields.filter(\.isPhotographs).map(\.name) })

    private static let words =
        fields.map { "\"\($0)\":[" } + [Entry.Kind.erased, .photographsRemoved].map { "\"event\":\"\($0.rawValue)\"" }

    /// Whether a stored entry may be about photographs. It is asked for each entry, and must cost little.
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
