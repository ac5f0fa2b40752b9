import Facilities
import Foundation
import Journal
import Rules

extension Intake {
    /// The rules as the last run left them: what they remembered with its last tick, and what came after seen again.
    static func restored(_ facilities: [Facility], from journal: Journal) throws -> [Facility.Code: FacilityRules] {
        var rules = Dictionary(uniqueKeysWithValues: facilities.map { ($0.code, FacilityRules(for: $0)) })
        var seen: [Facility.Code: Int64] = [:]
        for facility in facilities {
            guard let kept = try journal.ruleState(of: facility.code) else { continue }
            try rules[facility.code]?.restore(json: kept.state)
            seen[facility.code] = kept.sequence
        }
        guard var position = seen.values.min() else { return rules }
        while case let page = try journal.page(after: position, limit: 500), let last = page.last {
            for item in page { replay(item, into: &rules, seen: seen) }
            position = last.sequence
        }
        return rules
    }

    private static func replay(
        _ item: Item, into rules: inout [Facility.Code: FacilityRules], seen: [Facility.Code: Int64]
    ) {
        switch item {
        case .sample(let kept) where kept.sequence > seen[kept.facility] ?? .max:
            _ = rules[kept.facility]?.consider(.sample(kept.content))
        case .entry(let kept) where kept.sequence > seen[kept.facility] ?? .max:
            if let event = kept.content.event { _ = rules[kept.facility]?.consider(event) }
        default: break
        }
    }
}

extension Entry {
    /// What the rules had to see of it; nil for what comes out of the rules again, and is kept already.
    fileprivate var event: Event? {
        switch self {
        case .record(let record): .record(record)
        case .evidence(let evidence): .evidence(evidence)
        case .finding, .reminder, .account, .rebuilt: nil
        }
    }
}

extension FacilityRules {
    var json: String {
        // Rule states are plain values: encoding them cannot fail.
        (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    fileprivate mutating func restore(json: String) throws {
        try restore(from: JSONDecoder().decode(CapturedDecoder.self, from: Data(json.utf8)).decoder)
    }
}

/// Hands out the decoder itself, for a value that is changed in place.
private struct CapturedDecoder: Decodable {
    let decoder: any Decoder

    init(from decoder: any Decoder) throws {
        self.decoder = decoder
    }
}
