public import Facilities

/// 南京“码上办”: every complaint is answered and closed in time. How long that may take is our own default.
public struct ComplaintDeadlines: Rule {
    public static let id = "complaint.answer"
    public static let judges = Text(
        zh: "投诉是否按时答复、办结", en: "whether complaints are answered and closed in time"
    )

    public struct State: Codable, Hashable, Sendable {
        /// Complaints that are open, oldest first.
        var open: [Open] = []
        var now: Timestamp?
    }

    struct Open: Codable, Hashable, Sendable {
        var id: String
        var at: Timestamp
        var isAnswered = false
    }

    public var state = State()
    private let answer: Limit
    private let close: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        utcOffset = facility.utcOffset
        let source = "本程序默认 our own default"
        answer = facility.limit(Limit("answer", 24, .hour, source: source, verified: false))
        close = facility.limit(Limit("close", 168, .hour, source: source, verified: false))
    }

    public var limits: [Limit] { [answer, close] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        if case .record(let record) = event { take(record) }
        return state.open.compactMap { finding(for: $0, at: now) }
    }

    private mutating func take(_ record: Record) {
        switch record.body {
        case .complaint(let complaint):
            guard !state.open.contains(where: { $0.id == complaint.id }) else { return }
            state.open.append(Open(id: complaint.id, at: record.at))
        case .complaintAnswer(let step):
            if let index = state.open.firstIndex(where: { $0.id == step.id }) { state.open[index].isAnswered = true }
        case .complaintClosing(let step):
            state.open.removeAll { $0.id == step.id }
        default: break
        }
    }

    private func limit(for complaint: Open) -> Limit { complaint.isAnswered ? close : answer }

    /// Yellow while it is open, red after its time.
    private func finding(for complaint: Open, at now: Timestamp) -> Finding? {
        let (limit, age) = (limit(for: complaint), (now - complaint.at).inHours)
        let over = age > limit.value
        let step = complaint.isAnswered ? Text(zh: "办结", en: "closed") : Text(zh: "答复", en: "answered")
        let hours = limit.value.plainText
        let text = Text(
            zh: "投诉\(complaint.id)" + (over ? "已超过\(hours)小时未\(step.zh)" : "应在\(hours)小时内\(step.zh)"),
            en: "complaint \(complaint.id) "
                + (over ? "was not \(step.en) within \(hours) h" : "is to be \(step.en) within \(hours) h")
        )
        return Finding(
            rule: complaint.isAnswered ? "complaint.close" : Self.id, cause: complaint.id, level: over ? .red : .yellow,
            since: over ? complaint.at + .seconds(Int64(limit.value * 3600)) : complaint.at, figure: age, limit: limit,
            text: text
        )
    }

    public var next: NextStep? {
        state.open.map { complaint in
            let due = complaint.at + .seconds(Int64(limit(for: complaint).value * 3600))
            return NextStep(
                complaint.isAnswered ? .closeComplaint : .answerComplaint, due: due.day(utcOffset: utcOffset))
        }.min { $0.due < $1.due }
    }
}
