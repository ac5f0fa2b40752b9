import Facilities
import Testing

/// What a notice may say, by itself.
@Suite struct NoticeFormTests {
    private let now = Timestamp("2026-11-26T02:00:00Z")!
    private static let text: FieldValues = [
        "id": .text("n1"), "title": .text("停电"), "text": .text("明天停电"),
        "until": .text("2026-12-03T10:00:00Z"),
    ]
    private static let question: FieldValues = [
        "text": .text("先做什么？"), "answers": .list(["拉闸", "拆极板"]), "right": .number(1), "step": .number(1),
    ]

    private func wrong(_ more: FieldValues) -> [String] {
        let body = Self.text.merging(more) { $1 }
        let draft = RecordDraft(head: ["by": .text("王")], body: body)
        return RecordForm(Notice.kind).problems(with: draft, now: now).map(\.field)
    }

    @Test(arguments: [
        ("id", String(repeating: "7", count: 64), true), ("id", String(repeating: "7", count: 65), false),
        ("id", "宁环通〔2026〕12号", true), ("id", "100%", true), ("id", "a/b", false), ("id", "a\\b", false),
        ("id", "..", false), ("id", " a", false), ("id", "a\n", false), ("id", "a\u{202E}b", false),
        ("title", String(repeating: "题", count: 60), true), ("title", String(repeating: "题", count: 61), false),
        ("text", String(repeating: "文", count: 1000), true), ("text", String(repeating: "文", count: 1001), false),
        ("text", "<script>alert(1)</script>", true), ("text", " ", false), ("title", "a\u{0}", false),
    ]) func aTextIsNotTooLongAndCanBePrinted(field: String, value: String, isRight: Bool) {
        #expect(wrong([field: .text(value)]) == (isRight ? [] : [field]))
    }

    @Test(
        arguments: [
            (nil, "2027-11-27T02:00:00Z", true), (nil, "2027-11-27T02:00:01Z", false),
            ("2026-12-01T00:00:00Z", "2026-12-01T00:00:01Z", true),
            ("2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z", false),
            ("2026-12-01T00:00:00Z", "2026-11-30T00:00:00Z", false),
            ("2027-11-01T00:00:00Z", "2028-11-01T00:00:00Z", true),
            ("2028-11-27T00:00:00Z", "2028-12-01T00:00:00Z", false),
            (nil, "2026-13-01T00:00:00Z", false), (nil, "morgen", false), ("tomorrow", "2026-12-01T00:00:00Z", false),
        ] as [(String?, String, Bool)]) func itEndsAfterItsBeginningAndWithinAYear(
            from: String?, until: String, isRight: Bool
        )
    {
        var body: FieldValues = ["until": .text(until)]
        body["from"] = from.map(FieldValue.text)
        #expect(wrong(body).isEmpty == isRight)
    }

    @Test(arguments: [
        (FieldValue.list(["fume-purifier", "dust-site"]), true), (.text("fume-purifier"), true),
        (.list(["kitchen"]), false), (.list([]), true), (.number(1), false),
    ]) func itsKindsAreThoseOfFacilities(kinds: FieldValue, isRight: Bool) {
        #expect(wrong(["kinds": kinds]) == (isRight ? [] : ["kinds"]))
    }

    @Test(arguments: [
        "http://ma.example.cn/", "javascript:alert(1)", "data:text/html,<script>", "https://", "https:///a",
        "//ma.example.cn",
        "https://user:secret@ma.example.cn/", "https://ma.example.cn@evil.example/",
        "https://evil.example\\@ma.example.cn/",
        "https://mа.example.cn/", "https://ma.example.cn/ a", "https://ma.example.cn/\"onclick=",
        "HTTPS://ma.example.cn/",
        "https://ma..example.cn/", "https://ma.example.cn:99999/", "https://[::1]/", "https://ma.example.cn:1:2/",
        "https://ma.example.cn/" + String(repeating: "a", count: 279),
    ]) func whatABrowserMayReadInAnotherWayIsNoLink(link: String) {
        #expect(NoticeLink(link) == nil)
        #expect(wrong(["link": .text(link)]).contains("link"))
    }

    @Test(arguments: [
        ("https://ma.example.cn", "ma.example.cn"), ("https://MA.Example.cn:8443/a?b=c#d", "ma.example.cn"),
        ("https://ma.example.cn/a@b", "ma.example.cn"), ("https://10.0.0.5/x", "10.0.0.5"),
        ("https://ma.example.cn/" + String(repeating: "a", count: 278), "ma.example.cn"),
    ]) func aLinkNamesTheHostToWhichItLeads(link: String, host: String) {
        #expect(NoticeLink(link)?.host == host)
        #expect(wrong(["link": .text(link)]).isEmpty)
    }

    // MARK: Trainings

    @Test func aTrainingHasStepsAndThreeQuestions() {
        let steps = FieldValue.list(["拉闸", "等15分钟"])
        let questions = FieldValue.objects(Array(repeating: Self.question, count: 3))
        #expect(wrong(["steps": steps, "questions": questions]) == [])
        #expect(wrong(["steps": steps]) == ["questions"])
        #expect(wrong(["questions": questions]) == ["steps"])
        for count in [1, 2, 4] {
            let some = FieldValue.objects(Array(repeating: Self.question, count: count))
            #expect(wrong(["steps": steps, "questions": some]) == ["questions"], "\(count)")
        }
    }

    @Test(arguments: [
        (FieldValue.list(Array(repeating: "一步", count: 10)), true), (.list(Array(repeating: "一步", count: 11)), false),
        (.list([String(repeating: "步", count: 60)]), true), (.list([String(repeating: "步", count: 61)]), false),
        (.list(["a", " "]), false), (.text("a"), false), (.objects([Self.question]), false), (.other, false),
    ]) func stepsAreAFewShortTexts(steps: FieldValue, isRight: Bool) {
        var question = Self.question
        question["step"] = nil
        let questions = FieldValue.objects(Array(repeating: question, count: 3))
        #expect(wrong(["steps": steps, "questions": questions]) == (isRight ? [] : ["steps"]))
    }

    @Test(
        arguments: [
            (["right": .number(0)], true), (["right": .number(2)], false), (["right": .number(-1)], false),
            (["right": .number(0.5)], false), (["right": .text("0")], false), (["right": .nothing], false),
            (["answers": .list(["一"])], false), (["answers": .list(["一", "二", "三", "四"])], true),
            (["answers": .list(["一", "二", "三", "四", "五"])], false), (["answers": .list(["一", "一"])], false),
            (["step": .number(2)], true), (["step": .number(3)], false), (["step": .nothing], true),
            (["text": .text("")], false), (["text": .text(String(repeating: "问", count: 121))], false),
            (["points": .number(1)], false),
        ] as [(FieldValues, Bool)]) func eachQuestionHasItsRightAnswerAmongItsAnswers(more: FieldValues, isRight: Bool)
    {
        let question = Self.question.merging(more) { $1 }
        let body: FieldValues = [
            "steps": .list(["拉闸", "等15分钟"]), "questions": .objects([Self.question, question, Self.question]),
        ]
        #expect(Set(wrong(body)) == (isRight ? [] : ["questions"]))
    }
}
