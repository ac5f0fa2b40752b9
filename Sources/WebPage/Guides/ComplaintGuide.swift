import Facilities

/// The guide to what happens to a report (码上办), for the person who makes it.
struct ComplaintGuide: Sendable, Hashable {
    static let id = "complaint"

    /// The receiver of the reports: the name of the site or of the authority's office.
    var receiver: String
    /// The promised time until the answer, in hours, from the rules of this complaint point.
    var answer: Double
    /// The promised time until the closing, in hours.
    var close: Double
    /// The hours of the day that count, in brackets; empty if all hours count.
    var note = Text(zh: "", en: "")

    var guide: Guide {
        Guide(
            id: Self.id, title: Text(zh: "反映以后会怎样", en: "What happens to your report"),
            stepsTitle: Text(zh: "一步一步", en: "Step by step"), warnings: Self.safety,
            steps: steps, sections: [Self.matters, honest, Self.states, Self.privacy])
    }

    private static let safety: [Guide.Line] = [
        .init(
            "有火、有人受伤、气味呛人难受：打119/120；其他急事打12345",
            "Fire, injury, choking smell: call 119 or 120; other urgent matters: 12345", .memory),
        .init(
            "请不要与对方争执，不要进入工地或厨房取证", "Do not quarrel; do not enter a site or a kitchen to collect evidence",
            .own),
    ]

    private var steps: [Guide.Line] {
        let answer = promised(answer)
        let close = promised(close)
        return [
            .init("点一个图标，说两句或拍照片", "Tap a picture; say a few words or take a photograph", drawing: .camera, .program),
            .init("马上登记，给你一个编号", "It is entered at once, and you get a number", .program),
            .init(
                "\(answer.zh)内答复你（本站承诺）", "You are answered within \(answer.en) (this point's promise)", .program),
            .init(
                "\(close.zh)内办结，写明结果（本站承诺）", "It is closed within \(close.en), with its outcome (this point's promise)",
                .program),
            .init("凭编号看进度；办结后可评价", "Follow it by its number; rate it once it is closed", .program),
        ]
    }

    private var honest: Guide.Section {
        .init(
            title: Text(zh: "说明", en: "Please note"),
            lines: [
                .init(
                    "这里是\(receiver)的反馈窗口；要向主管部门举报，请打12345",
                    "This is the window of \(receiver); to report to the authority, call 12345", .program),
                .init("请如实反映；同一件事不用重复提交", "Please be truthful; once is enough", .program),
            ])
    }

    private func promised(_ hours: Double) -> Text {
        guard !note.zh.isEmpty else { return Self.term(hours: hours) }
        // The term stays in hours here, since days would be read as days of the calendar.
        let term = Self.inHours(hours)
        return Text(zh: term.zh + note.zh, en: term.en + note.en)
    }

    /// Returns a number of hours in words: whole days from two days on.
    static func term(hours: Double) -> Text {
        let days = hours / 24
        if days >= 2, days.rounded() == days {
            return Text(zh: "\(Int(days))天", en: "\(Int(days)) days")
        }
        return inHours(hours)
    }

    private static func inHours(_ hours: Double) -> Text {
        let amount = hours.rounded() == hours ? "\(Int(hours))" : "\(hours)"
        return Text(zh: "\(amount)小时", en: hours == 1 ? "1 hour" : "\(amount) hours")
    }
}

extension ComplaintGuide {
    /// The matters that can be reported: the six buttons of the form.
    fileprivate static let matters = Guide.Section(
        title: Text(zh: "可以反映什么", en: "What you can report"),
        lines: [
            matter(.fume, "饭店、烧烤的油烟", "cooking smoke from restaurants"),
            matter(.odour, "油漆味、塑料味、臭味", "paint, plastic, foul smell"),
            matter(.dust, "工地、渣土车、料堆起灰", "dust of sites, lorries, heaps"),
            matter(.smoke, "机械、车辆、烟囱冒黑烟", "black smoke of machines, stacks"),
            matter(.noise, "施工、风机、空调响", "building, fans, outdoor units"),
            matter(.other, "说不清就选这个", "anything else"),
        ])

    private static func matter(_ category: ComplaintCategory, _ zh: String, _ en: String) -> Guide.Line {
        .init(zh, en, label: category.title, drawing: category.drawing, .program)
    }

    /// The meaning of each state of a report.
    fileprivate static let states = Guide.Section(
        title: Text(zh: "进度是什么意思", en: "What the states mean"),
        lines: [
            state("已受理", "received", "收到了，正在转给负责人", "received, being passed to the person in charge"),
            state("处理中", "being looked at", "已接单，正在现场核实", "accepted, being looked at on site"),
            state("已答复", "answered", "有了答复；还在跟进，没有结束", "there is an answer; it is not over yet"),
            state("已办结", "closed", "写明了处理结果，可以评价", "closed with its outcome, which you can rate"),
            state("已合并", "joined", "和另一件是同一件事，一起处理", "joined with another report of the same matter"),
            state("已转交", "passed on", "不归这里管，已转出，附编号", "not for this point: passed on, with its number there"),
            state("未发现", "nothing found", "现场看过，没发现问题；再出现请当时再提交", "nothing was found; report it when it happens again"),
            state("重新办理", "reopened", "你不满意，已退回重办", "you were not satisfied; it is being done again"),
            state("已超时", "late", "超过答应的时间了，已提醒负责人", "later than promised; the person in charge was reminded"),
        ])

    fileprivate static let privacy = Guide.Section(
        title: Text(zh: "你的信息", en: "What we know about you"),
        lines: [
            .init("不问姓名和身份证号", "Neither your name nor an identity number is asked for", .program),
            .init(
                "手机号可不填；只用来告诉你结果，不公开", "The phone number is optional; it serves to answer you and is not shown",
                .program),
            .init("别拍人脸和车牌，位置信息会自动去掉", "No faces, no number plates; the location is removed", .program),
        ])

    private static func state(_ zh: String, _ en: String, _ sentence: String, _ english: String) -> Guide.Line {
        .init(sentence, english, label: Text(zh: zh, en: en), .program)
    }
}
