import Facilities
import Foundation
import Journal
import Rules

@testable import Gateway

/// Everything that a journal has, in words that do not depend on how a release encodes it.
struct JournalContents: Codable, Hashable {
    var lastSequence: Int64
    var lastTime: Timestamp?
    /// `21 entries to 184, 5f0c…`
    var ledgerHead: String
    /// How many there are of each kind; of records, of each kind of record too.
    var entries: [String: Int]
    var samples: [String]
    var aggregates: [String]
    /// By facility: the sequence of what the rules remember.
    var ruleStates: [String: Int64]
    var progress: String
    var mark: String
    /// By facility: its light and its findings when a gateway has restored it.
    var verdicts: [String: [String]]

    init(_ journal: Journal, of facilities: [Facility]) throws {
        let items = try journal.portion(after: 0, limit: .max)
        let head = try journal.ledgerHead()
        lastSequence = try journal.lastSequence()
        lastTime = try journal.lastTime()
        ledgerHead = "\(head.count) entries to \(head.sequence), \(head.hash)"
        entries = Self.count(items)
        samples = items.compactMap { if case .sample(let kept) = $0 { Self.line(kept) } else { nil } }
        aggregates = items.compactMap { if case .aggregate(let kept) = $0 { Self.line(kept) } else { nil } }
        ruleStates = Dictionary(
            uniqueKeysWithValues: try facilities.compactMap { facility in
                try journal.ruleState(of: facility.code).map { (facility.code.description, $0.sequence) }
            })
        let uplink = try journal.progress(of: "broker")
        progress = "to \(uplink?.live ?? 0) but \(uplink?.gaps ?? [])"
        let mark = try journal.aggregateMark()
        self.mark = mark.map { "before \($0.before), sequence \($0.sequence), position \($0.position)" } ?? ""
        verdicts = try Self.verdicts(journal, facilities)
    }

    private static func count(_ items: [Item]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for case .entry(let kept) in items {
            counts[kept.content.kind.rawValue, default: 0] += 1
            if case .record(let record) = kept.content {
                counts["record \(record.kind.rawValue)", default: 0] += 1
            }
        }
        return counts
    }

    private static func line(_ kept: Kept<Sample>) -> String {
        let readings = kept.content.readings.map { reading in
            "\(reading.quantity.rawValue) \(reading.value.map { "\($0)" } ?? "–") \(reading.unit) \(reading.quality)"
        }
        let head = "\(kept.sequence) \(kept.facility) \(kept.time) \(kept.content.device): "
        return head + readings.joined(separator: ", ")
    }

    private static func line(_ kept: Kept<Aggregate>) -> String {
        let aggregate = kept.content
        let columns = aggregate.columns.map { column in
            let values = [column.values.mean, column.values.minimum, column.values.maximum].map { value in
                value.map { "\($0)" } ?? "–"
            }
            return "\(column.quantity.rawValue) \(column.unit) \(values.joined(separator: " ")) "
                + "of \(column.values.count) in \(column.minutes) min"
        }
        let head = "\(kept.sequence) \(kept.facility) \(aggregate.device) \(aggregate.interval.rawValue) "
        return head + "\(aggregate.start): " + columns.joined(separator: ", ")
    }

    private static func verdicts(_ journal: Journal, _ facilities: [Facility]) throws -> [String: [String]] {
        let restored = try RulesRestoring(facilities, from: journal).rules
        return restored.reduce(into: [:]) { verdicts, item in
            let status = item.value.status
            let findings = status.findings.map { "\($0.rule)/\($0.cause) \($0.level.rawValue) since \($0.since)" }
            verdicts[item.key.description] = ["\(status.light.rawValue) since \(status.since)"] + findings
        }
    }
}
