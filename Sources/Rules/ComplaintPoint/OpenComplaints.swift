import Facilities

/// The complaints that are open, in the order in which they were entered.
struct OpenComplaints: Codable, Hashable, Sendable {
    struct Open: Codable, Hashable, Sendable {
        var id: String
        var at: Timestamp
        var category: ComplaintCategory?
        var isAnswered = false
        /// The newest progress since it came in; nil until somebody entered one.
        var progress: ComplaintProgress.State?
    }

    private(set) var all: [Open] = []

    /// The newest closed complaints, which may be reopened; nil in the memory of 0.1.0.
    private var past: [Open]?
    private static let mostClosed = 50

    /// The complaints that may be open at one point.
    static let most = 1000

    private var closed: [Open] {
        get { past ?? [] }
        set { past = newValue }
    }

    subscript(id: String) -> Open? { all.first { $0.id == id } }

    mutating func take(_ seen: Observed) {
        guard let record = seen.record else { return }
        switch record.body {
        case let complaint as Complaint:
            guard self[complaint.id] == nil else { return }
            all.append(Open(id: complaint.id, at: record.at, category: complaint.category))
        case let step as AnsweredComplaint:
            for index in all.indices where all[index].id == step.id { all[index].isAnswered = true }
        case let progress as ComplaintProgress: take(progress, at: record.at)
        // A complaint whose reporter is not satisfied is reopened.
        case let step as ComplaintRating where step.rating == .dissatisfied: reopen(step.id, at: record.at)
        case let step as ClosedComplaint:
            closed.append(contentsOf: all.filter { $0.id == step.id })
            closed = closed.suffix(Self.mostClosed)
            all.removeAll { $0.id == step.id }
        default: break
        }
    }

    private mutating func take(_ progress: ComplaintProgress, at time: Timestamp) {
        if progress.state == .reopened { return reopen(progress.id, at: time) }
        for index in all.indices where all[index].id == progress.id { all[index].progress = progress.state }
    }

    private mutating func reopen(_ id: String, at time: Timestamp) {
        if self[id] == nil {
            let before = closed.last { $0.id == id }
            closed.removeAll { $0.id == id }
            all.append(Open(id: id, at: time, category: before?.category))
        }
        for index in all.indices where all[index].id == id {
            // A reopened complaint has a new deadline, counted from its reopening.
            (all[index].progress, all[index].isAnswered, all[index].at) = (.reopened, false, time)
        }
    }

    /// Returns why a closing cannot be rated; nil where it can.
    func problem(with rating: ComplaintRating) -> RecordProblem? {
        guard self[rating.id] == nil, closed.contains(where: { $0.id == rating.id }) else {
            return RecordProblem(
                "id",
                Text(
                    zh: "投诉\(rating.id)（id）尚未办结或不存在，不能评价",
                    en: "complaint \(rating.id) (id) is not closed, or there is none: it cannot be rated"))
        }
        return rating.rating == .dissatisfied ? tooMany : nil
    }

    /// Returns why a record of a complaint's progress cannot be entered; nil where it can.
    func problem(with progress: ComplaintProgress) -> RecordProblem? {
        switch progress.state {
        case .reopened:
            guard self[progress.id] == nil else { return nil }
            let isClosed = closed.contains { $0.id == progress.id }
            return isClosed ? tooMany : problem(withStepOf: progress.id)
        case .forwarded, .merged:
            if let problem = problem(withStepOf: progress.id) { return problem }
            guard (progress.to ?? "").isBlank else { return nil }
            return RecordProblem(
                "to",
                Text(zh: "请填写转交给谁，或并入哪件投诉（to）", en: "say to whom it was forwarded, or with which it was merged (to)"))
        case .inProgress: return problem(withStepOf: progress.id)
        }
    }

    /// Returns why there cannot be another complaint with this id; nil where there can.
    func problem(withNew id: String) -> RecordProblem? {
        guard self[id] != nil else { return tooMany }
        return RecordProblem(
            "id",
            Text(
                zh: "投诉\(id)已登记且未办结，请另编号（id）", en: "complaint \(id) is open already: give it another number (id)")
        )
    }

    /// The problem that no more complaints can be open; nil where they can.
    private var tooMany: RecordProblem? {
        guard all.count >= Self.most else { return nil }
        return RecordProblem(
            "later", isNotNow: true,
            Text(
                zh: "该投诉点已有\(all.count)件投诉未办结，最多\(Self.most)件：没有登记；"
                    + "请先办结一些，已并入其他投诉的也可以办结",
                en: "\(all.count) complaints are open at this point, and \(Self.most) may be: nothing was entered; "
                    + "close some of them, such as those that were merged with another")
        )
    }

    /// Returns why a complaint with this id can be neither answered nor closed; nil where it can.
    func problem(withStepOf id: String) -> RecordProblem? {
        guard self[id] == nil else { return nil }
        let open = all.map(\.id).listed
        return RecordProblem(
            "id",
            Text(zh: "没有未办结的投诉\(id)（id）；未办结：\(open.zh)", en: "no complaint \(id) is open (id); open: \(open.en)")
        )
    }
}
