import Facilities

/// An inspector who orders a repair gives a deadline (责令限期整改): yellow until then, red after it.
///
/// A `rectification` record after the order that reports the repair ends it, and so does the next visit. The ordered
/// party can do no more than repair and report it: a light that stayed red until the next visit would punish those who
/// obeyed. The next visit checks the report, and an order of that visit is a new one.
struct VisitRectification: Rule {
    static let id = "visit.rectification"
    static let colour = RuleClass.duty
    static let judges = Text(
        zh: "现场检查要求的整改是否按期完成", en: "whether what an inspection ordered is put right in time")

    struct State: Codable, Hashable, Sendable {
        var orders: [Order] = []
        /// The time of the newest visit.
        var visited: Timestamp?
    }

    struct Order: Codable, Hashable, Sendable {
        /// The time of the visit, which names the order.
        var at: Timestamp
        var deadline: Timestamp

        var cause: String { at.description }
    }

    var state = State()
    private let utcOffset: Int

    init(of facility: Facility) { utcOffset = facility.utcOffset }

    var limits: [Limit] { [] }

    mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record { take(record) }
        let orders = state.orders.sorted { $0.deadline < $1.deadline }
        let next = orders.first.map { NextStep(.putRight, due: seen.day($0.deadline)) }
        return Verdict(orders.map { finding($0, at: seen.now) }, next: next)
    }

    func isDated(_ finding: Finding) -> Bool { true }

    private mutating func take(_ record: Record) {
        switch record.body {
        case let visit as Visit:
            // A late entry does not change the result of a later visit.
            if let visited = state.visited, visited > record.at { return }
            (state.visited, state.orders) = (record.at, [])
            if let deadline = visit.deadline { state.orders.append(Order(at: record.at, deadline: deadline)) }
        case let note as Rectification where note.rule == Self.id && note.isDone:
            state.orders.removeAll { $0.at <= record.at && (note.cause == nil || note.cause == $0.cause) }
        default: break
        }
    }

    private func finding(_ order: Order, at now: Timestamp) -> Finding {
        let isOver = now > order.deadline
        let (visit, due) = (order.at.day(utcOffset: utcOffset), order.deadline.day(utcOffset: utcOffset))
        let end = isOver ? Text(zh: "，已到期，没有登记“已整改”", en: ": no record says that it is done") : .nothing
        let text = Text(
            zh: "\(visit)现场检查要求在\(due)前整改\(end.zh)",
            en: "the inspection of \(visit) ordered to put things right by \(due)\(end.en)")
        return Finding(
            rule: Self.id, cause: order.cause, level: isOver ? .red : .yellow,
            since: isOver ? order.deadline : order.at,
            figure: Double(now.day(utcOffset: utcOffset).number - visit.number),
            limit: Limit(
                "rectification", Double(due.number - visit.number), .day, source: "现场检查记录 the inspection on record",
                verified: true), text: text)
    }
}
