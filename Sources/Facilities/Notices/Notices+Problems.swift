extension Notices {
    /// Returns what is wrong with a record of a notice at present; nothing for another record.
    ///
    /// - Parameter now: The time at which it is entered.
    public func problems(with record: Record, now: Timestamp) -> [RecordProblem] {
        let problem: RecordProblem? =
            switch record.body {
            case let notice as Notice: problem(with: notice, at: record.at, now: now)
            case let receipt as NoticeReceipt: problem(with: receipt, record, now: now)
            case let result as TrainingResult: problem(with: result, record, now: now)
            default: nil
            }
        return [problem].compactMap(\.self)
    }

    private func problem(with notice: Notice, at time: Timestamp, now: Timestamp) -> RecordProblem? {
        let before = self[notice.id]
        if let before, time < before.posted { return .olderNotice }
        guard notice.until > now else {
            // A notice in force may be ended.
            guard let before, now < before.notice.until else { return .noticeIsOver }
            return nil
        }
        let others = (inForce(at: now) + toCome(at: now)).filter { $0.notice.id != notice.id }
        return others.count < Self.most ? nil : .tooManyNotices
    }

    private func problem(with receipt: NoticeReceipt, _ record: Record, now: Timestamp) -> RecordProblem? {
        guard let posted = self[receipt.id], posted.isInForce(at: now) else { return .noNotice(receipt.id) }
        guard record.origin?.role != nil else { return .needsPIN }
        return posted.reader(record.by) == nil ? nil : .readBefore
    }

    private func problem(with result: TrainingResult, _ record: Record, now: Timestamp) -> RecordProblem? {
        guard let posted = self[result.id], posted.isInForce(at: now), posted.isTraining else {
            return .noNotice(result.id)
        }
        // The gateway has looked at the answers itself.
        guard let origin = record.origin, origin.from == "page", origin.role != nil else { return .answeredOnThePage }
        return nil
    }
}

extension RecordProblem {
    /// The problem of a notice that is older than the one that replaced it.
    public static let olderNotice = RecordProblem(
        "at",
        Text(
            zh: "同一编号（id）的通知已有更新的一条：没有登记",
            en: "a newer notice with the same id is there already: nothing was entered"))

    /// The problem of a new notice whose end has passed, or of a second end of a notice that is over.
    public static let noticeIsOver = RecordProblem(
        "until",
        Text(
            zh: "结束时间（until）已过，且没有这个编号的在效通知：没有登记",
            en: "its end (until) has passed, and no notice with this id is in force: nothing was entered"))

    /// The problem of one notice more than there may be.
    public static let tooManyNotices = RecordProblem(
        "id", isNotNow: true,
        Text(
            zh: "已有\(Notices.most)条通知在效或待生效：没有登记；请先结束一条（同一编号、until 写现在），再发布",
            en:
                "\(Notices.most) notices are in force or to come: nothing was entered; end one first (the same id, with until "
                + "now) and send it again"))

    /// Returns the problem of a notice or training that is not in force.
    ///
    /// - Parameter id: The id of the notice or training.
    public static func noNotice(_ id: String) -> RecordProblem {
        .init(
            "id",
            Text(
                zh: "没有编号（id）为“\(id)”的在效通知或培训：没有登记",
                en: "no notice or training with the id '\(id)' is in force: nothing was entered"))
    }

    static let needsPIN = RecordProblem(
        "pin", Text(zh: "已读须由本人用PIN登记：没有登记", en: "a receipt needs the PIN of the person: nothing was entered"))

    static let readBefore = RecordProblem(
        "id", Text(zh: "这个人已经登记过已读：没有重复登记", en: "this person has read it before: nothing was entered again"))

    static let answeredOnThePage = RecordProblem(
        "kind",
        Text(zh: "培训题只能登录后在网页上答：没有登记", en: "the questions are answered on the page, signed in: nothing was entered"))
}
