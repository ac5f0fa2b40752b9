import Facilities
import Journal

extension Evidence {
    /// How far back is looked.
    static let window = Duration.hours(6)

    /// What the facilities around have to show for the hours before now; nil when there are none.
    init?(_ complaint: String, _ around: [Status], from journal: Journal, now: Timestamp) {
        guard !around.isEmpty else { return nil }
        let from = now - Self.window
        let facilities = around.map { status in
            // A journal that cannot be read leaves what is in force now: some evidence is better than none.
            let entries = (try? journal.entries(of: status.code, since: from)) ?? []
            return OfFacility(
                code: status.code, name: status.name, light: status.light,
                findings: status.findings + Self.cleared(entries, apartFrom: status.findings),
                readings: Self.figures((try? journal.aggregates(of: status.code, .minute, in: from..<now)) ?? [])
            )
        }
        self.init(complaint: complaint, from: from, until: now, facilities: facilities)
    }

    /// Findings that were in force at some time of those hours and are no longer.
    private static func cleared(_ entries: [Kept<Entry>], apartFrom findings: [Finding]) -> [Finding] {
        var known = Set(findings.map(\.identity))
        return entries.compactMap { kept in
            guard case .finding(.cleared, let finding) = kept.content, known.insert(finding.identity).inserted else {
                return nil
            }
            return finding
        }
    }

    /// What each quantity was over those hours, whichever device measured it, in order of name.
    private static func figures(_ minutes: [Kept<Aggregate>]) -> [Figure] {
        var columns: [Quantity: Aggregate.Column] = [:]
        for column in minutes.flatMap(\.content.columns) {
            columns[column.quantity]?.values.merge(column.values)
            columns[column.quantity] = columns[column.quantity] ?? column
        }
        return columns.values.sorted { $0.quantity.rawValue < $1.quantity.rawValue }.compactMap { column in
            guard let mean = column.values.mean, let maximum = column.values.maximum else { return nil }
            return Figure(quantity: column.quantity, unit: column.unit, mean: mean, maximum: maximum)
        }
    }
}
