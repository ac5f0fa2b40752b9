import Facilities
import Journal
import Rules

extension Evidence {
    /// The time before a complaint that its evidence covers.
    static let window = Duration.hours(6)

    /// Collects what the neighbouring facilities show for the hours before now; nil if there are none.
    ///
    /// - Parameter category: the category of the complaint, which determines the relevant facts.
    init?(
        _ complaint: String, category: ComplaintCategory? = nil, _ around: [Status], from journal: Journal,
        now: Timestamp
    ) {
        guard !around.isEmpty else { return nil }
        let from = now - Self.window
        let relevant = around.compactMap { status in
            // If the journal cannot be read, what is in force now remains: some evidence is better than none.
            let entries = (try? journal.entries(of: status.code, since: from)) ?? []
            return OfFacility(
                status, held: Self.held(status.findings, entries, until: now), in: from..<now, category: category,
                readings: Self.figures((try? journal.aggregates(of: status.code, .minute, in: from..<now)) ?? [])
            )
        }
        let whole = Evidence(
            complaint: complaint, from: from, until: now, category: category,
            facilities: relevant.sorted(by: OfFacility.isWorse), others: around.count - relevant.count)
        self = whole.cut()
    }

    /// Returns the findings in force, and those that were in force in these hours and have ended.
    private static func held(_ findings: [Finding], _ entries: [KeptEntry], until now: Timestamp) -> [Held] {
        findings.map { Held($0, from: $0.since, until: $0.over ?? now) }
            + entries.compactMap { kept in
                guard case .finding(.cleared, let finding) = kept.content else { return nil }
                return Held(finding, from: finding.since, until: finding.over ?? kept.time)
            }
    }

    /// Returns the figures of each quantity over these hours, of any device, in order of name.
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
