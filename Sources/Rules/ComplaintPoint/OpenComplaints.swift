import Facilities

/// The complaints that are open, in the order in which they were entered.
public struct OpenComplaints: Codable, Hashable, Sendable {
    struct Open: Codable, Hashable, Sendable {
        var id: String
        var at: Timestamp
        var category: Complaint.Category?
        var isAnswered = false
        /// What became of it since it came in; nil until somebody said so.
        var progress: ComplaintProgress.State?
    }

    private(set) var all: [Open] = []

    /// The last that were closed, which may be reopened; nil in the memory of 0.1.0.
    private var past: [Open]?
    private static let mostClosed = 50

    /// Complaints that may be open at one point.
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
        // Who is not satisfied has it taken up again.
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
            // What is taken up again is answered again, from then on.
            (all[index].progress, all[index].isAnswered, all[index].at) = (.reopened, false, time)
        }
    }

    /// Why a closing cannot be rated.
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

    /// Why a record of a complaint's progress cannot be entered.
    func problem(with progress: ComplaintProgress) -> RecordProblem? {
        switch progress.state {
        case .reopened:
            guard self[progress.id] == nil else { return nil }
            return closed.contains { $0.id == progress.id } ? tooMany : problem(withStepOf: progress.id)
        case .forwarded, .merged:
            if let problem = problem(withStepOf: progress.id) { return problem }
            guard (progress.to ?? "").isBlank else { return nil }
            return RecordProblem(
                "to",
                Text(zh: "请填写转交给谁，或并入哪件投诉（to）", en: "say to whom it was forwarded, or with which it was merged (to)"))
        case .inProgress: return problem(withStepOf: progress.id)
        }
    }

    /// Why there cannot be another complaint of this id.
    func problem(withNew id: String) -> RecordProblem? {
        guard self[id] != nil else { return tooMany }
        return RecordProblem(
            "id",
            Text(
                zh: "投诉\(id)已登记且未办结，请另编号（id）", en: "complaint \(id) is open already: give it another number (id)")
        )
    }

    /// Why one more cannot be open; nil if it can.
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

    /// Why a complaint of this id can be neither answered nor closed.
    func problem(withStepOf id: String) -> RecordProblem? {
        guard self[id] == nil else { return nil }
        let open = all.map(\.id).listed
        return RecordProblem(
            "id",
            Text(zh: "没有未办结的投诉\(id)（id）；未办结：\(open.zh)", en: "no complaint \(id) is open (id); open: \(open.en)")
        )
    }
}
