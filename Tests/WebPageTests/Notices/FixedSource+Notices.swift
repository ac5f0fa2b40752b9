import Facilities

@testable import WebPage

extension FixedSource {
    func notices() -> Notices { posted }
}

/// Notices made by hand.
enum PostedNotices {
    static let noon = FixedSource.noon

    static func notice(
        _ id: String = "n1", _ title: String = "停电检修", text: String = "周五8点到12点停电\n请提前关机",
        until: Timestamp = noon + .days(7), kinds: Set<Facility.Kind>? = nil, link: String? = nil
    ) -> Notice {
        var notice = Notice(id: id, title: title, text: text, until: until)
        (notice.kinds, notice.link) = (kinds, link)
        return notice
    }

    static var training: Notice {
        var notice = notice("t1", "清洗培训", kinds: [.fumePurifier])
        notice.steps = TrainingSteps(["拉闸挂牌", "等15分钟再开门", "洗完拍照登记"])
        notice.questions = TrainingQuestions([
            TrainingQuestion("先做什么？", ["拆极板", "拉闸挂牌"], right: 1, step: 1),
            TrainingQuestion("等多久再开门？", ["15分钟", "1分钟", "不用等"], right: 0, step: 2),
            TrainingQuestion("洗完做什么？", ["不用管", "登记", "关灯"], right: 1),
        ])
        return notice
    }

    static func record(
        _ body: some RecordContent, by name: String = "王老板", _ role: Operator.Role? = .owner, at time: Timestamp = noon
    ) -> Record { Record(at: time, by: name, body, from: Origin(from: "page", role: role)) }

    static func all(_ records: [Record]) -> Notices {
        var notices = Notices()
        for (index, record) in records.enumerated() {
            notices.take(
                KeptEntry(sequence: Int64(index + 1), facility: nil, time: record.at, .record(record)))
        }
        return notices
    }
}
