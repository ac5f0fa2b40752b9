import Facilities
import Foundation
import Glibc

/// The statements of the entries of a ledger about the journal itself.
struct LedgerStatements {
    /// The sequences of the entries of which texts were erased.
    private(set) var erased: Set<Int64> = []
    /// The last hashes of earlier chains.
    private(set) var chains: Set<String> = []
    private(set) var losses: [Loss] = []
    /// The seals in order of their entries.
    private(set) var seals: [EnteredSeal] = []
    /// The corrections of times by entries `clock`.
    private(set) var timeline = Timeline()
    private(set) var photographs = LedgerPhotographs()
    /// The number of people who were added and not removed.
    private(set) var people = 0

    /// The sequence of the last entry.
    private(set) var last: Int64 = 0

    /// A seal with the sequence of its entry.
    struct EnteredSeal {
        var entry: Int64
        var seal: Seal
    }

    private static let kinds: [Entry.Kind] = [.erased, .rechained, .loss, .seal, .clock, .operatorChange]

    mutating func take(_ row: LedgerRow) {
        photographs.take(row)
        last = max(last, row.sequence)
        guard Self.kinds.contains(where: { Self.isIts(row.body, $0) }) else { return }
        switch try? JSONDecoder().decode(Entry.self, from: Data(row.body.utf8)) {
        case .rechained(let chain): chains.insert(chain.hash)
        case .loss(let loss): losses.append(loss)
        case .clock(let change):
            timeline.take(change, at: row.sequence, Timestamp(milliseconds: row.milliseconds))
        case .seal(let seal): seals.append(EnteredSeal(entry: row.sequence, seal: seal))
        default: takeOfPeople(row.body)
        }
    }

    /// The statements about people. The stored entries contain marks instead of names, so that they cannot be decoded as entries.
    private struct OfPeople: Decodable {
        struct Erased: Decodable { var sequences: [Int64] }
        struct Changed: Decodable { var step: OperatorChange.Step }

        var erased: Erased?
        var `operator`: Changed?
    }

    private mutating func takeOfPeople(_ body: String) {
        guard let said = try? JSONDecoder().decode(OfPeople.self, from: Data(body.utf8)) else { return }
        erased.formUnion(said.erased?.sequences ?? [])
        switch said.operator?.step {
        case .added: people += 1
        case .removed: people -= 1
        case nil: break
        }
    }

    /// Returns whether a stored text may be an entry of a kind. It is called for each entry, and must be fast.
    private static func isIts(_ body: String, _ kind: Entry.Kind) -> Bool {
        body.withCString { strstr($0, "\"event\":\"\(kind.rawValue)\"") != nil }
    }
}
