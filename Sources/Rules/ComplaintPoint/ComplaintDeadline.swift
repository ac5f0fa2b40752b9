import Facilities

/// By when one step of complaints has to be done, and what is found of a complaint that waits for it.
struct ComplaintDeadline: Sendable {
    let limit: Limit
    private let byCategory: [ComplaintCategory: Double]
    private let service: ServiceTime
    private let utcOffset: Int

    /// Creates the deadline of one step.
    ///
    /// - Parameter hours: Returns the hours that the site's configuration sets for this step and a category; nil for
    ///   the limit.
    init(
        _ preset: Limit, _ settings: ComplaintSettings, of facility: Facility,
        hours: (ComplaintSettings.Deadline) -> Double?
    ) {
        limit = facility.limit(preset)
        byCategory = settings.categories.compactMapValues(hours)
        service = ServiceTime(settings.serviceHours, utcOffset: facility.utcOffset)
        utcOffset = facility.utcOffset
    }

    private func limit(for category: ComplaintCategory?) -> Limit {
        guard let hours = category.flatMap({ byCategory[$0] }) else { return limit }
        return limit.set(bySite: hours)
    }

    /// The limit, and those of the categories that have their own.
    var limits: [Limit] {
        let own = byCategory.sorted { $0.key.rawValue < $1.key.rawValue }.map { category, hours in
            var limit = limit.set(bySite: hours)
            limit.name += ".\(category.rawValue)"
            return limit
        }
        return [limit] + own
    }

    /// The hours within which the step is done for every category: the longest of all that are set.
    var longest: Double { max(limit.value, byCategory.values.max() ?? 0) }

    /// The hours of the day that count, in brackets; empty where all do.
    var note: Text { service.note }

    private func due(_ complaint: OpenComplaints.Open) -> Timestamp { due(complaint.category, from: complaint.at) }

    /// Returns the time at which the step is due.
    ///
    /// - Parameter time: The time at which the complaint came in or was reopened.
    func due(_ category: ComplaintCategory?, from time: Timestamp) -> Timestamp {
        service.end(of: limit(for: category).duration, from: time)
    }

    func isOver(_ complaint: OpenComplaints.Open, at now: Timestamp) -> Bool { now > due(complaint) }

    /// Returns the finding of a complaint that waits: yellow before the deadline, red after it.
    func finding(_ rule: String, _ complaint: OpenComplaints.Open, _ step: Text, at now: Timestamp) -> Finding {
        let (limit, due) = (limit(for: complaint.category), due(complaint))
        let (isOver, hours, note) = (now > due, limit.value.plainText, service.note)
        let state = complaint.progressText
        let text = Text(
            zh: "投诉\(complaint.id)\(state.zh)" + (isOver ? "已超过\(hours)小时未\(step.zh)" : "应在\(hours)小时内\(step.zh)")
                + note.zh,
            en: "complaint \(complaint.id)\(state.en) "
                + (isOver ? "was not \(step.en) within \(hours) h" : "is to be \(step.en) within \(hours) h") + note.en
        )
        return Finding(
            rule: rule, cause: complaint.id, level: isOver ? .red : .yellow, since: isOver ? due : complaint.at,
            figure: service.elapsed(from: complaint.at, to: now).inHours, limit: limit, text: text
        )
    }

    func next(_ action: NextStep.Action, of complaints: [OpenComplaints.Open]) -> NextStep? {
        complaints.map { due($0).day(utcOffset: utcOffset) }.min().map { NextStep(action, due: $0) }
    }
}

extension OpenComplaints.Open {
    /// `（已转交）`
    fileprivate var progressText: Text {
        guard let progress else { return Text(zh: "", en: "") }
        return Text(zh: "（\(progress.title.zh)）", en: " (\(progress.title.en))")
    }
}
