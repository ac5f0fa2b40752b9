/// A notice of the authority or of the owner to the people of some kinds of facility. With steps and three questions it
/// is a training.
///
/// The same id again replaces it; an `until` that has passed ends it.
public struct Notice: RecordContent {
    public static let kind = RecordKind("notice", "通知", "notice", at: [], by: [.owner, .inspector])

    public var id: String
    /// The title, at most 60 characters.
    public var title: String
    /// The content, at most 1,000 characters.
    public var text: String
    /// The time from which it is shown; nil for the time of its record.
    public var from: Timestamp?
    /// The time at which it ends.
    public var until: Timestamp
    /// The kinds of facility whose pages show it; nil for all.
    public var kinds: Set<Facility.Kind>?
    /// The address of further information: a `NoticeLink`.
    public var link: String?
    /// The steps to learn, for a training.
    public var steps: TrainingSteps?
    /// The questions after its steps, for a training.
    public var questions: TrainingQuestions?

    public init(id: String, title: String, text: String, until: Timestamp) {
        (self.id, self.title, self.text, self.until) = (id, title, text, until)
    }

    public init() { self.init(id: "", title: "", text: "", until: Timestamp(milliseconds: 0)) }

    /// The longest time in force, and the longest time ahead at which it may begin.
    public static let longest = Duration.days(366)

    public static let form: [BoundField<Self>] = [
        .required("id", "编号", "id: the same one again replaces the notice", \.id, .text(64)),
        .required("title", "标题", "title", \.title, .text(60)),
        .required("text", "内容", "what it says", \.text, .text(1000)),
        .optional("from", "开始时间", "from when on it is shown; the time of the record if absent", \.from, .time),
        .required("until", "结束时间", "when it ends; a time that has passed ends it", \.until, .time),
        .optional(
            "kinds", "哪些类型的设施", "the kinds of facility that it is for; all if absent", \.kinds,
            .choices(Facility.Kind.self)),
        .optional("link", "链接（https）", "link (https)", \.link, .text(NoticeLink.longest)),
        .optional("steps", "培训步骤", "steps of a training", \.steps, .texts(1...10, 60)),
        .optional(
            "questions", "培训题目", "questions of a training", \.questions,
            .objects(TrainingQuestions.count, TrainingQuestion.fields)),
    ]

    /// Returns the problems of its id, its times, its link and its training.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        problems(ofID: values) + problems(ofTime: values, at: time, now: now) + problems(ofLink: values)
            + problems(ofTraining: values)
    }

    /// Returns the problem of an id that cannot be in the address of a page.
    private static func problems(ofID values: FieldValues) -> [RecordProblem] {
        guard let id = values.text("id"), values.has("id") else { return [] }
        let isWrong =
            id.contains { "/\\\n".contains($0) } || [".", ".."].contains(id) || id.first?.isWhitespace ?? false
            || id.last?.isWhitespace ?? false
        guard isWrong else { return [] }
        let text = Text(
            zh: "编号（id）中不能有 / \\ 和换行，首尾不能有空格",
            en: "the id (id) has no / and \\ and no line end, and no space at either end")
        return [.init("id", text)]
    }

    private static func problems(ofTime values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        guard let until = values.time("until") else { return [] }
        if let from = values.time("from"), until <= from {
            let text = Text(zh: "结束时间（until）应晚于开始时间（from）", en: "it ends (until) before it begins (from)")
            return [.init("until", text)]
        }
        guard until - (values.time("from") ?? time ?? now) > longest || until - now > longest * 2 else { return [] }
        let days = Int(longest / .days(1))
        let text = Text(
            zh: "通知的期限（from 至 until）最长\(days)天，且最多提前\(days)天发布",
            en: "a notice lasts at most \(days) days (from, until), and begins at most \(days) days ahead")
        return [.init("until", text)]
    }

    private static func problems(ofLink values: FieldValues) -> [RecordProblem] {
        guard values.has("link"), let link = values.text("link"), NoticeLink(link) == nil else { return [] }
        let text = Text(
            zh: "链接（link）只能是 https:// 开头的网址，只含ASCII字符，不带用户名和口令",
            en: "the link (link) is an address that begins with https://, in ASCII, without a user name or a password")
        return [.init("link", text)]
    }

    private static func problems(ofTraining values: FieldValues) -> [RecordProblem] {
        guard values.has("steps") == values.has("questions") else {
            let text = Text(
                zh: "培训须同时有步骤（steps）和3道题（questions）", en: "a training has both steps and three questions")
            return [.init(values.has("steps") ? "questions" : "steps", text)]
        }
        guard let questions = TrainingQuestions(values["questions"] ?? .nothing) else { return [] }
        return questions.problems(steps: values["steps"]?.words?.count ?? 0)
    }
}

extension Facility.Kind: FieldChoice {}
