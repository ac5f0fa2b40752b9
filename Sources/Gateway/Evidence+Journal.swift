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
                findings: status.findings + Self.cleared(entries, apartFrom: status.findings), readings: []
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
}
