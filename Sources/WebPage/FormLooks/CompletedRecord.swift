import Facilities

/// The record that a form completes or corrects, as the form's address names it.
enum CompletedRecord: Hashable, Sendable {
    case sequence(Int64)
    /// The newest record of that day that is incomplete, or else the newest of that day.
    case day(Day)

    /// The name of the query parameter.
    static let field = "completes"

    /// Reads the query parameter.
    ///
    /// - Parameter text: a sequence or a day.
    init?(_ text: String?) {
        guard let text else { return nil }
        if let sequence = Int64(text), sequence > 0 {
            self = .sequence(sequence)
        } else if let day = Day(text) {
            self = .day(day)
        } else {
            return nil
        }
    }

    /// Whether records of a kind can be completed: those that have a field `corrects`, which names the record that
    /// they replace.
    static func isPossible(for kind: RecordKind) -> Bool { FormLook.of(kind).carried.contains("corrects") }

    /// Returns the record; nil if there is none of this kind.
    func record(of kind: RecordKind, at code: Facility.Code, _ site: PageSite) async -> Record? {
        guard Self.isPossible(for: kind) else { return nil }
        let now = site.source.now()
        switch self {
        case .sequence(let sequence):
            let time = Timestamp(milliseconds: 0)..<now + .days(1)
            let found = await site.source.entries(of: code, [.record], in: time, after: sequence - 1, limit: 1)
            guard let entry = found?.first(where: { $0.sequence == sequence }) else { return nil }
            return [entry].records(of: kind).first
        case .day(let day):
            let records = await records(since: day.start(utcOffset: site.utcOffset), of: kind, at: code, site)
            let own = records.current.filter { $0.at.day(utcOffset: site.utcOffset) == day }
            return own.last { ($0.body as? CarbonReplacement)?.missing().isEmpty == false } ?? own.last
        }
    }

    /// Returns all records of a kind that were entered since a time, oldest first.
    private func records(
        since time: Timestamp, of kind: RecordKind, at code: Facility.Code, _ site: PageSite
    ) async -> [Record] {
        var records: [Record] = []
        // If the journal cannot be read, the form is shown as that of a new record.
        try? await site.source.read([.record], of: code, in: time..<site.source.now() + .days(1)) { batch in
            records += batch.records(of: kind)
            return true
        }
        return records
    }
}

extension [Record] {
    /// The records that no later record replaces.
    var current: [Record] {
        let remaining = indices.filter { index in !self[(index + 1)...].contains { $0.replaces(self[index]) } }
        return remaining.map { self[$0] }
    }
}

extension Record {
    /// Whether this later record replaces another one.
    fileprivate func replaces(_ record: Record) -> Bool {
        guard let name = body.values.text("corrects") else { return false }
        return name == record.body.values.text("id") || name == record.at.description
    }

    /// The name by which a later record replaces this one: its id, or else the record that it corrected itself, or
    /// else its time.
    var nameToCorrect: String {
        let values = body.values
        if let id = values.text("id"), !id.isEmpty { return id }
        if let name = values.text("corrects"), Timestamp(rfc3339: name) == nil { return name }
        return at.description
    }
}
