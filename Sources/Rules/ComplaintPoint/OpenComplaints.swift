import Facilities

/// The complaints that are open, in the order in which they were entered.
public struct OpenComplaints: Codable, Hashable, Sendable {
    struct Open: Codable, Hashable, Sendable {
        var id: String
        var at: Timestamp
        var category: Complaint.Category?
        var isAnswered = false
    }

    private(set) var all: [Open] = []

    subscript(id: String) -> Open? { all.first { $0.id == id } }

    mutating func take(_ seen: Observed) {
        guard let record = seen.record else { return }
        switch record.body {
        case .complaint(let complaint):
            guard self[complaint.id] == nil else { return }
            all.append(Open(id: complaint.id, at: record.at, category: complaint.category))
        case .complaintAnswer(let step):
            for index in all.indices where all[index].id == step.id { all[index].isAnswered = true }
        case .complaintClosing(let step):
            all.removeAll { $0.id == step.id }
        default: break
        }
    }

    /// Why there cannot be another complaint of this id.
    func problem(withNew id: String) -> RecordProblem? {
        guard self[id] != nil else { return nil }
        return RecordProblem(
            "id",
            Text(
                zh: "投诉\(id)已登记且未办结，请另编号（id）", en: "complaint \(id) is open already: give it another number (id)")
        )
    }

    /// Why a complaint of this id can be neither answered nor closed.
    func problem(withStepOf id: String) -> RecordProblem? {
        guard self[id] == nil else { return nil }
        let ids = all.map(\.id).joined(separator: ", ")
        let open = ids.isEmpty ? Text(zh: "目前没有", en: "none") : Text(zh: ids, en: ids)
        return RecordProblem(
            "id",
            Text(zh: "没有未办结的投诉\(id)（id）；未办结：\(open.zh)", en: "no complaint \(id) is open (id); open: \(open.en)")
        )
    }
}
