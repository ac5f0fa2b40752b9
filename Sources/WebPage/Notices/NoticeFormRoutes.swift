import Facilities
import Hummingbird

/// The routes of the form with which the owner and inspectors post a notice. Trainings are posted by command only.
struct NoticeFormRoutes: Sendable {
    let site: PageSite

    static let path = "/notice"
    private static let purpose = "notice post"

    func add(to router: Router<PageContext>) {
        router.get("/notice") { request, context in
            let visitor = await site.visitor(request, context)
            let filled = NoticeInput(FormInput(), FormToken(at: visitor.now), site)
            return refusal(visitor) ?? show(filled, visitor)
        }
        router.post("/notice") { request, context in
            let visitor = await site.visitor(request, context)
            return await site.answer(request, visitor) { await post($0, visitor) }
        }
    }

    private func refusal(_ visitor: Visitor) -> Response? {
        guard let person = visitor.person else { return site.moved("/signin?next=\(Self.path)") }
        guard !visitor.postsNotices else { return nil }
        let role = person.role.title
        return site.refused(
            Text(zh: "\(role.zh)不能发布通知", en: "the role \(role.en) cannot post notices"), visitor, status: .forbidden)
    }

    private func post(_ input: FormInput, _ visitor: Visitor) async -> Response {
        let value = input.text(FormToken.field)
        guard let token = FormToken(value: value, for: Self.purpose, site.door, now: visitor.now) else {
            return site.refused(.forgedForm, visitor, status: .forbidden)
        }
        if let refusal = refusal(visitor) { return refusal }
        var filled = NoticeInput(input, token, site)
        let draft = filled.draft(by: visitor.person?.name ?? "")
        filled.take(RecordForm(Notice.kind).problems(with: draft, now: visitor.now))
        guard !filled.isWrong else { return show(filled, visitor) }
        switch await site.door.enter(draft, at: nil, id: token.id, by: visitor.person, from: visitor.address) {
        case .refused(let problems): filled.take(problems)
        case .pending: filled.others = [RecordProblem.waits.text]
        case .kept: return site.moved("/notices/\(token.id)")
        }
        return show(filled, visitor)
    }

    private func show(_ filled: NoticeInput, _ visitor: Visitor) -> Response {
        let view = FormView(filled, token: filled.token.value(for: Self.purpose, site.door), visitor)
        return site.templates.html(view, with: "form", status: filled.isWrong ? .unprocessableContent : .ok)
    }
}

extension FormView {
    init(_ filled: NoticeInput, token: String, _ visitor: Visitor) {
        let (language, look) = (visitor.language, filled.record.look)
        let controls = look.fields(of: Notice.kind).map { field in
            FormControl(
                field, value: filled.record.values[field.name] ?? .nothing, problem: filled.problems[field.name],
                help: look.help[field.name], asked: nil, isDay: false, time: visitor.time, picture: { _ in nil },
                optionHelp: { _ in nil })
        }
        let part = FormPartView(
            cards: [], controls: controls, isFolded: false, isOpen: true, isStep: false, hasCards: false)
        self.init(
            words: .of(language), form: .of(language), title: look.title[language],
            facility: NoticeWords.title[language], action: NoticeFormRoutes.path, token: token,
            send: look.send[language], back: "/notices",
            otherURL: "\(NoticeFormRoutes.path)?lang=\(Words.of(language).otherTag)", guideURL: nil, intro: [],
            problems: filled.others.map { $0[language] }, isWrong: filled.isWrong, parts: [part], hidden: [],
            isStepwise: false, completeness: nil, draftKey: Notice.kind.rawValue, person: visitor.person?.name,
            outro: [], signInURL: "/signin?next=/notices")
    }
}

extension RecordProblem {
    fileprivate static let waits = RecordProblem(
        "journal", isNotNow: true,
        Text(
            zh: "日志库暂时无法写入：已收下，等待写入；再提交一次只会登记一条",
            en: "the journal cannot be written now: it is taken in and waits; sent again it is entered once"))
}
