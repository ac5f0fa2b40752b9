import Facilities
import Foundation
import Journal
import Rules

/// A table with one row per entry of the ledger, with the hash that links it to all entries before it.
struct LedgerTable {
    static let columns = [
        "sequence", "time", "local_time", "code", "event", "what", "level", "by", "text_zh", "text_en", "figure",
        "limit",
        "unit", "from", "id", "role", "body", "personal", "hash", "epoch",
    ]

    let utcOffset: Int

    func write(_ journal: Journal, to writer: TableWriter, _ wanted: ExportSelection) throws {
        let epochs = try journal.epochs()
        var position: Int64 = 0
        while case let page = try journal.ledger(
            after: position, limit: 1000, of: wanted.code, in: wanted.time), let last = page.last
        {
            for entry in page where wanted.includes(entry.kept.facility, entry.kept.time) {
                writer.write(row(entry, epochs))
            }
            position = last.kept.sequence
        }
    }

    private func row(_ entry: LedgerEntry, _ epochs: Epochs) -> [TableWriter.Cell] {
        let (kept, content) = (entry.kept, entry.kept.content)
        let head: [TableWriter.Cell] = [
            .whole(kept.sequence), .text(kept.time.description), .text(kept.time.onSite(utcOffset)),
            kept.facility.map { .text($0.description) } ?? .none, .text(content.word),
        ]
        return head + cells(content) + origin(content) + [
            .text(entry.body), personal(entry), .text(entry.hash.description),
            .epoch(of: kept.sequence, epochs),
        ]
    }

    /// Returns the cells of the columns from `from` to `role`.
    private func origin(_ entry: Entry) -> [TableWriter.Cell] {
        guard case .record(let record) = entry, let origin = record.origin else { return [.none, .none, .none] }
        return [
            .text(origin.from), origin.id.map(TableWriter.Cell.text) ?? .none,
            origin.role.map { .text($0.rawValue) } ?? .none,
        ]
    }

    /// Returns the personal texts whose hashes are in the body, as JSON. The hash is SHA-256 over the bytes of the salt
    /// and of the text.
    private func personal(_ entry: LedgerEntry) -> TableWriter.Cell {
        guard !entry.personal.isEmpty else { return .none }
        let texts = entry.personal.map { text in
            ["field": text.field, "salt": text.salt.hexadecimal, "text": text.text]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(texts)).map { .text(String(decoding: $0, as: UTF8.self)) } ?? .none
    }

    /// Returns the cells of the columns from `what` to `unit`.
    private func cells(_ entry: Entry) -> [TableWriter.Cell] {
        switch entry {
        case .record(let record):
            let (kind, title) = (record.kind, record.kind.title)
            return [
                .text(kind.rawValue), .none, .text(record.by), .text(title.zh), .text(title.en), .none, .none, .none,
            ]
        case .finding(_, let finding):
            return [
                .text(finding.rule), .text(finding.level.rawValue), .none, .text(finding.text.zh),
                .text(finding.text.en),
                finding.figure.map(TableWriter.Cell.number) ?? .none,
                finding.limit.map(TableWriter.Cell.number) ?? .none, finding.unit.map { .text($0.symbol) } ?? .none,
            ]
        case .reminder(let reminder):
            return [
                .text(reminder.rule), .none, .none, .text(reminder.text.zh), .text(reminder.text.en), .none, .none,
                .none,
            ]
        case .evidence(let evidence):
            let lines = [evidence.summary] + evidence.details
            let (zh, en) = (lines.map(\.zh).joined(separator: "；"), lines.map(\.en).joined(separator: "; "))
            return [.text(evidence.complaint), .none, .none, .text(zh), .text(en), .none, .none, .none]
        case .account(let account):
            let summary = account.summary
            return [.none, .none, .none, .text(summary.zh), .text(summary.en), .none, .none, .none]
        case .rebuilt(let rebuilding):
            let text = rebuilding.text
            return [
                .text(rebuilding.rules.joined(separator: " ")), .none, .none, .text(text.zh), .text(text.en), .none,
                .none, .none,
            ]
        case .suspicion(let suspicion):
            return [
                .text(suspicion.rule), .none, .none, .text(suspicion.text.zh), .text(suspicion.text.en),
                .number(suspicion.figure), .number(suspicion.limit), .text(suspicion.unit.symbol),
            ]
        case .loss(let loss):
            return [
                .text(loss.reason.rawValue), .none, .none, .text(loss.text.zh), .text(loss.text.en),
                loss.count.map(TableWriter.Cell.whole) ?? .none, .none, .none,
            ]
        case .operatorChange(let change):
            let text = change.text
            return [
                .text(change.step.rawValue), .none, .none, .text(text.zh), .text(text.en), .none, .none, .none,
            ]
        case .erased(let erasure):
            let by = erasure.by.map(TableWriter.Cell.text) ?? .none
            return [
                .none, .none, by, .text(erasure.text.zh), .text(erasure.text.en), .whole(Int64(erasure.count)), .none,
                .none,
            ]
        case .photographsRemoved(let removal):
            return [
                .none, .none, .none, .text(removal.text.zh), .text(removal.text.en),
                .whole(Int64(removal.photographs.count)), .none, .none,
            ]
        case .rechained(let rechaining):
            return [
                .none, .none, .none, .text(rechaining.text.zh), .text(rechaining.text.en), .whole(rechaining.entries),
                .none, .none,
            ]
        case .clock(let change):
            return [
                .text(change.step.rawValue), .none, change.by.map(TableWriter.Cell.text) ?? .none,
                .text(change.text.zh),
                .text(change.text.en), change.moved.map(TableWriter.Cell.whole) ?? .none, .none, .none,
            ]
        case .seal(let seal):
            return [
                .none, .none, .none, .text(seal.text.zh), .text(seal.text.en), .whole(seal.count), .none, .none,
            ]
        case .epoch(let change):
            return [
                .text(change.reason.rawValue), .none, .none, .text(change.text.zh), .text(change.text.en), .none, .none,
                .none,
            ]
        case .unknown(let entry):
            return [.none, .none, .none, .text(entry.text.zh), .text(entry.text.en), .none, .none, .none]
        }
    }
}
