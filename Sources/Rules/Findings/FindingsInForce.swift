import Facilities

/// The findings in force, from being raised to being cleared. A finding is raised once for one cause, changes its level
/// with the evidence, and is cleared when the evidence is gone; one that latches waits for an acknowledgement too.
struct FindingsInForce: Codable, Hashable, Sendable {
    private(set) var all: [Finding] = []

    init() {}

    /// Continues with the findings in force by the ledger.
    init(_ all: [Finding]) { self.all = all }

    /// Takes in the findings of the rules after an event. Returns the entries for those that were raised, changed or
    /// cleared.
    mutating func replace(with found: [Found], at time: Timestamp) -> [Entry] {
        guard !found.isEmpty || !all.isEmpty else { return [] }
        guard !isSame(found) else {
            for index in all.indices { all[index] = found[index].continuing(all[index]) }
            return []
        }
        let before = Dictionary(all.map { ($0.identity, $0) }) { first, _ in first }
        var (kept, entries): ([Finding], [Entry]) = ([], [])
        for one in found {
            let finding = one.finding
            let old = before[finding.identity]
            kept.append(old.map(one.continuing) ?? finding)
            guard old?.level != finding.level else { continue }
            entries.append(.finding(old == nil ? .raised : .changed, kept[kept.count - 1]))
            // A finding that became worse is no longer shelved, as the ledger shows.
            if old?.shelvedUntil != nil, kept[kept.count - 1].shelvedUntil == nil {
                entries.append(.finding(.unshelved, kept[kept.count - 1]))
            }
        }
        let now = Set(found.map(\.finding.identity))
        for old in all where !now.contains(old.identity) {
            if old.latches, old.acknowledged == nil {
                kept.append(old.waiting(since: time))
            } else {
                entries.insert(.finding(.cleared, old), at: 0)
            }
        }
        all = kept
        return entries
    }

    /// Whether the findings and their levels are the same as before, as at most events.
    private func isSame(_ found: [Found]) -> Bool {
        guard found.count == all.count else { return false }
        return zip(found, all).allSatisfy { new, old in
            new.finding.level == old.level && new.finding.rule == old.rule && new.finding.cause == old.cause
                && old.over == nil
        }
    }

    /// Returns the same findings under other names.
    func renamed(_ rename: (Finding) -> Finding) -> FindingsInForce {
        var renamed = self
        renamed.all = all.map(rename)
        return renamed
    }

    /// Takes in a record about findings. Returns an entry for each finding that it changes.
    mutating func take(_ record: Record) -> [Entry] {
        switch record.body {
        case let note as Acknowledgement:
            update(note.rule, note.cause, .acknowledged) { $0.acknowledged = record.sign }
        case let note as Rectification where !note.isDone:
            update(note.rule, note.cause, .acknowledged) { $0.acknowledged = $0.acknowledged ?? record.sign }
        case let visit as Visit:
            visit.rule.map { update($0, visit.cause, .acknowledged) { $0.acknowledged = record.sign } } ?? []
        case let note as Rectification:
            update(note.rule, note.cause, .rectified) { finding in
                finding.rectified = record.sign
                finding.acknowledged = finding.acknowledged ?? record.sign
            }
        case let shelving as Shelving:
            update(shelving.rule, shelving.cause, .shelved) { $0.shelvedUntil = shelving.until }
        default: []
        }
    }

    private mutating func update(
        _ rule: String, _ cause: String?, _ step: Finding.Step, _ change: (inout Finding) -> Void
    ) -> [Entry] {
        all.indices.filter { all[$0].isMeant(rule, cause) }.map { index in
            change(&all[index])
            return .finding(step, all[index])
        }
    }

    mutating func endShelving(at time: Timestamp) -> [Entry] {
        var entries: [Entry] = []
        for index in all.indices {
            guard let end = all[index].shelvedUntil, end <= time else { continue }
            all[index].shelvedUntil = nil
            entries.append(.finding(.unshelved, all[index]))
        }
        return entries
    }

    /// Whether one of the findings that a note is about waits for an acknowledgement.
    func isAboutLatched(_ note: any OfFinding) -> Bool {
        all.contains { $0.latches && $0.isMeant(note.rule, note.cause) }
    }

    /// Returns why a record about a finding cannot be entered: no such finding is in force. Nil where it can.
    func problem(with record: Record) -> RecordProblem? {
        guard let meant = record.meant, !all.contains(where: { $0.isMeant(meant.rule, meant.cause) }) else {
            return nil
        }
        let there = all.map { $0.cause.isEmpty ? $0.rule : "\($0.rule)/\($0.cause)" }.listed
        return RecordProblem(
            "rule",
            Text(
                zh: "没有这样的未解除事项（rule）；现有：\(there.zh)", en: "no such finding is in force (rule); there are: \(there.en)")
        )
    }
}

extension Record {
    /// The rule and the cause of the finding that the record is about; nil where it is about none.
    fileprivate var meant: (rule: String, cause: String?)? {
        switch body {
        case let note as any OfFinding: (note.rule, note.cause)
        case let visit as Visit: visit.rule.map { ($0, visit.cause) }
        default: nil
        }
    }
}

extension Finding {
    fileprivate func isMeant(_ rule: String, _ cause: String?) -> Bool {
        self.rule == rule && (cause == nil || self.cause == cause)
    }

    fileprivate func waiting(since time: Timestamp) -> Finding {
        var finding = self
        finding.over = over ?? time
        return finding
    }
}

extension Found {
    /// Returns the finding as the same one that was in force before: it began when that did, unless a date says when, and
    /// what people said of it stands, unless it has become worse since.
    fileprivate func continuing(_ old: Finding) -> Finding {
        var finding = finding
        if finding.level == old.level, !isDated { finding.since = old.since }
        guard finding.level.severity <= old.level.severity else { return finding }
        finding.acknowledged = old.acknowledged
        finding.rectified = old.rectified
        finding.shelvedUntil = old.shelvedUntil
        return finding
    }
}

extension Finding.Level {
    var severity: Int {
        switch self {
        case .grey: 0
        case .yellow: 1
        case .red: 2
        }
    }
}
