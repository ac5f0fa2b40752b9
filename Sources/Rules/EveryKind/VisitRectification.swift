public import Facilities

/// An inspector who orders that something is put right gives a deadline (责令限期整改): yellow until then, red when it has passed.
///
/// A `rectification` record of the time after the order that says that it is done ends it, and so does the next visit. Who was ordered can do no more than put
/// it right and say so: a light that stayed red until an inspector comes again would be against who has obeyed. Whether it is true
/// the next visit says, and an order of that visit is a new one.
public struct VisitRectification: Rule {
    public static let id = "visit.rectification"
    public static let colour = RuleClass.duty
    public static let judges = Text(
        zh: "现场检查要求的整改是否按期完成", en: "whether what an inspection ordered is put right in time")

    public struct State: Codable, Hashable, Sendable {
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

    public var state = State()
    private let utcOffset: Int

    public init(of facility: Facility) { utcOffset = facility.utcOffset }

    public var limits: [Limit] { [] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record { take(record) }
        let orders = state.orders.sorted { $0.deadline < $1.deadline }
        let next = orders.first.map { NextStep(.putRight, due: seen.day($0.deadline)) }
        return Verdict(orders.map { finding($0, at: seen.now) }, next: next)
    }

    public func isDated(_ finding: Finding) -> Bool { true }

    private mutating func take(_ record: Record) {
        switch record.body {
        case let visit as Visit:
            // What is entered late says nothing of what a later visit has seen.
            guard state.visited.map({ $0 <= record.at }) ?? true else { return }
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
        let text = Text(
            zh: isOver
                ? "\(visit)现场检查要求在\(due)前整改，已到期，没有登记“已整改”"
                : "\(visit)现场检查要求在\(due)前整改",
            en: isOver
                ? "the inspection of \(visit) ordered to put things right by \(due): no record says that it is done"
                : "the inspection of \(visit) ordered to put things right by \(due)")
        return Finding(
            rule: Self.id, cause: order.cause, level: isOver ? .red : .yellow,
            since: isOver ? order.deadline : order.at,
            figure: Double(now.day(utcOffset: utcOffset).number - visit.number),
            limit: Limit(
                "rectification", Double(due.number - visit.number), .day, source: "现场检查记录 the inspection on record",
                verified: true), text: text)
    }
}
