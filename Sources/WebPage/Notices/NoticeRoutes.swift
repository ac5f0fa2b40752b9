import Facilities
import Hummingbird

/// The routes of notices: `/notices` lists them, `/notices/{id}` shows one with its receipt, or a training with its
/// questions.
struct NoticeRoutes: Sendable {
    let site: PageSite

    func add(to router: Router<PageContext>) {
        router.get("/notices") { request, context in
            let view = NoticesView(await site.source.notices(), await site.visitor(request, context))
            return site.templates.html(view, with: "notices")
        }
        router.get("/notices/:id") { request, context in await show(request, context) }
        router.post("/notices/:id/read") { request, context in await act(request, context, .read, read) }
        router.post("/notices/:id/answer") { request, context in await act(request, context, .answer, answer) }
        router.post("/notices/:id/end") { request, context in await act(request, context, .end, end) }
    }

    /// A form about a notice that was sent.
    private struct Sent {
        var input: FormInput
        var token: FormToken
        var posted: PostedNotice
        var visitor: Visitor
    }

    /// Returns the notice of an address; nil if there is none, or if it has not begun and the reader does not post
    /// notices.
    private func posted(_ context: PageContext, _ visitor: Visitor) async -> PostedNotice? {
        let text = context.parameters.get("id") ?? ""
        guard let posted = await site.source.notices()[text.percentDecoded ?? text] else { return nil }
        guard visitor.now - posted.notice.until <= Notices.memory else { return nil }
        return posted.isPublic(at: visitor.now) || visitor.postsNotices ? posted : nil
    }

    private func show(_ request: Request, _ context: PageContext) async -> Response {
        let visitor = await site.visitor(request, context)
        guard let posted = await posted(context, visitor) else { return site.missing(request) }
        let given = request.uri.queryParameters["given"].flatMap { posted.answers(String($0)) }
        return site.templates.html(PostedView(posted, site, visitor, given: given), with: "posted")
    }

    private func act(
        _ request: Request, _ context: PageContext, _ act: NoticeAct, _ body: (Sent) async -> Response
    ) async -> Response {
        let visitor = await site.visitor(request, context)
        guard let posted = await posted(context, visitor) else { return site.missing(request) }
        return await site.answer(request, visitor) { input in
            let value = input.text(FormToken.field)
            switch act.form(value, of: posted, site.door, now: visitor.now) {
            case .forged: return site.refused(.forgedForm, visitor, status: .forbidden)
            case .stale: return site.refused(.changed, visitor, status: .conflict)
            case .own(let token):
                return await body(Sent(input: input, token: token, posted: posted, visitor: visitor))
            }
        }
    }

    // MARK: Acts

    private func read(_ sent: Sent) async -> Response {
        guard let person = sent.visitor.person else { return signIn(sent) }
        guard sent.posted.reader(person.name) == nil else { return site.moved(sent.posted.path) }
        let refusal = await enter(NoticeReceipt(id: sent.posted.notice.id), by: person, sent)
        return refusal ?? site.moved(sent.posted.path)
    }

    /// Readers who are not signed in may practise. Nothing is entered then.
    private func answer(_ sent: Sent) async -> Response {
        guard let questions = sent.posted.notice.questions, sent.posted.isInForce(at: sent.visitor.now) else {
            return site.refused(RecordProblem.noNotice(sent.posted.notice.id).pageText, sent.visitor)
        }
        let chosen = questions.all.enumerated().map { number, question -> Int? in
            guard let text = sent.input.text("q\(number + 1)"), let index = Int(text) else { return nil }
            return question.answers.indices.contains(index) ? index : nil
        }
        let given = chosen.compactMap(\.self)
        guard given.count == questions.all.count else {
            let view = PostedView(sent.posted, site, sent.visitor, chosen: chosen, problem: .unanswered)
            return site.templates.html(view, with: "posted", status: .unprocessableContent)
        }
        if let person = sent.visitor.person {
            let result = TrainingResult(id: sent.posted.notice.id, right: questions.right(given))
            if let refusal = await enter(result, by: person, sent) { return refusal }
        }
        return site.moved("\(sent.posted.path)?given=\(given.map(String.init).joined(separator: "-"))")
    }

    private func end(_ sent: Sent) async -> Response {
        guard let person = sent.visitor.person else { return signIn(sent) }
        var notice = sent.posted.notice
        notice.until = sent.token.opened
        if let from = notice.from, notice.until <= from { notice.from = nil }
        let refusal = await enter(notice, by: person, sent)
        return refusal ?? site.moved("/notices")
    }

    private func signIn(_ sent: Sent) -> Response { site.moved("/signin?next=\(sent.posted.path.percentEncoded)") }

    /// Enters a record about the notice under the id of its form, so that a double tap enters it once.
    ///
    /// - Returns: the answer if it is not stored; nil if it is.
    private func enter(_ body: some RecordContent, by person: Operator, _ sent: Sent) async -> Response? {
        let answer = await site.enterOfGateway(body, by: person, id: sent.token.id, sent.visitor)
        return site.refusal(answer, sent.visitor)
    }
}

extension PostedNotice {
    /// Reads answers such as `1-0-2`; nil unless the text has one possible answer to each question.
    fileprivate func answers(_ text: String) -> [Int]? {
        guard let questions = notice.questions else { return nil }
        let given = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard given.count == questions.all.count else { return nil }
        let isEach = zip(questions.all, given).allSatisfy { question, index in
            guard let index else { return false }
            return question.answers.indices.contains(index)
        }
        return isEach ? given.compactMap(\.self) : nil
    }
}

extension PageSite {
    /// Enters a record of the whole gateway at the time at which it is received.
    func enterOfGateway(
        _ body: some RecordContent, by person: Operator, id: String, _ visitor: Visitor
    ) async -> Answer {
        var draft = RecordDraft(Record(at: visitor.now, by: person.name, body))
        // The time is omitted, so that the same form sent again is the same record.
        draft.head["at"] = nil
        return await door.enter(draft, at: nil, id: id, by: person, from: visitor.address)
    }

    /// Returns the page that says why a record is not stored; nil if it is.
    func refusal(_ answer: Answer, _ visitor: Visitor) -> Response? {
        switch answer {
        case .kept: nil
        case .pending: refused(.waitsForJournal, visitor, status: .serviceUnavailable)
        case .refused(let problems):
            refused(problems.first?.pageText ?? .waitsForJournal, visitor, status: .unprocessableContent)
        }
    }
}

extension Text {
    fileprivate static let changed = Text(
        zh: "通知已更新，请再看一遍", en: "the notice has changed: please read it again")

    fileprivate static let unanswered = Text(zh: "请每题选一个答案", en: "please choose one answer to each question")

    fileprivate static let waitsForJournal = Text(
        zh: "日志库暂时无法写入：已收下，等待写入。请过一会儿再打开本页看结果。",
        en: "the journal cannot be written now: it is taken in and waits. Open this page again in a while.")
}
