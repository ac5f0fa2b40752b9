import Facilities

/// The values of `course.mustache`: a complaint from its arrival to its end. It never has its text, photographs or
/// phone number.
struct CourseView {
    var words: Words
    var title, state, point, otherURL: String
    var category: String?
    /// The advice to note the number; nil for readers who did not make the complaint.
    var keep: String?
    var steps: [Step]
    var promises: [String]
    var rating: Rating?
    var rated: String?
    var urgent: String

    struct Step {
        var time, state: String
        var text: String?
    }

    struct Rating {
        var action, key, question: String
        var options: [Option]
    }

    struct Option {
        var value, title: String
    }

    /// - Parameter key: the key of the person who made the complaint; nil for other readers.
    init(_ course: ComplaintCourse, key: String?, _ site: PageSite, _ visitor: Visitor) {
        let (language, time) = (visitor.language, visitor.time)
        words = .of(language)
        title = Text(zh: "编号 \(course.number)", en: "Number \(course.number)")[language]
        let isLate = [course.answerDue, course.closeDue].compactMap(\.self).contains { $0 < visitor.now }
        let late = Text(zh: " · 已超时", en: " · late")
        state = course.state.title[language] + (isLate ? late[language] : "")
        point = course.point
        otherURL = "?lang=\(Words.of(language).otherTag)" + (key.map { "&key=\($0)" } ?? "")
        category = course.category?.title[language]
        if key != nil, course.state == .received {
            keep = Text(zh: "收到了。拍下编号或收藏本页，随时看进度。", en: "Received. Keep this number or page to follow it.")[language]
        }
        steps = course.steps.map { step in
            Step(time: time.full(step.at), state: step.state.sentence[language], text: step.text)
        }
        promises = [
            course.answerDue.map { due in
                Text(
                    zh: "本站承诺：\(time.deadline(due, .zh))前答复",
                    en: "This site promises an answer by \(time.deadline(due, .en))")
            },
            course.closeDue.map { due in
                Text(
                    zh: "本站承诺：\(time.deadline(due, .zh))前办结",
                    en: "This site promises to close it by \(time.deadline(due, .en))")
            },
        ].compactMap { $0?[language] }
        rated = course.rating.map { Text(zh: "你的评价：\($0.title.zh)", en: "Your rating: \($0.title.en)")[language] }
        if let key, course.state == .closed, course.rating == nil {
            rating = Rating(
                action: "/c/\(course.number)/rating", key: key, question: Text(zh: "满意吗？", en: "Satisfied?")[language],
                options: ComplaintRating.Rating.allCases.map {
                    Option(value: $0.rawValue, title: $0.title[language])
                })
        }
        urgent = Text(zh: "要向主管部门举报，请打12345", en: "To report to the authority, call 12345")[language]
    }
}

extension ComplaintCourse.State {
    var title: Text {
        switch self {
        case .received: Text(zh: "已受理", en: "received")
        case .inProgress: Text(zh: "处理中", en: "in progress")
        case .answered: Text(zh: "已答复", en: "answered")
        case .closed: Text(zh: "已办结", en: "closed")
        case .merged: Text(zh: "已合并", en: "joined to another")
        case .forwarded: Text(zh: "已转交", en: "passed on")
        case .reopened: Text(zh: "重新办理", en: "reopened")
        }
    }

    /// The state in words for the person who made the complaint.
    var sentence: Text {
        switch self {
        case .received: Text(zh: "已受理：收到了", en: "Received")
        case .inProgress: Text(zh: "处理中：正在现场核实", en: "In progress: somebody looks at it on site")
        case .answered: Text(zh: "已答复，还在跟进，没有结束", en: "Answered; not over yet")
        case .closed: Text(zh: "已办结，处理结果", en: "Closed, with this result")
        case .merged: Text(zh: "已合并：和另一件是同一件事，一起处理", en: "Joined to another about the same thing")
        case .forwarded: Text(zh: "已转交", en: "Passed on")
        case .reopened: Text(zh: "重新办理：已退回重办", en: "Reopened")
        }
    }
}
