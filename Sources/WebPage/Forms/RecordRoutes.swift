import Facilities
import Hummingbird

/// The routes of the forms by which people enter records: `/q/{code}/do/{kind}`. The forms are generated from the
/// fields of the kind.
struct RecordRoutes: Sendable {
    let site: PageSite

    /// The largest body of a form with photographs, in bytes. Browsers that run scripts reduce photographs; six
    /// originals of a phone have about 20 MB.
    static let largest = 24_000_000

    func add(to router: Router<PageContext>) {
        router.get("/q/:code/do/:kind") { request, context in
            await show(request, context)
        }
        router.post("/q/:code/do/:kind") { request, context in
            await enter(request, context)
        }
        router.get("/q/:code/done/:kind/:token") { request, context in
            await done(request, context)
        }
    }

    /// Returns the facility and the kind of record of an address; nil if there is no such facility or kind, or if
    /// such records are not entered there.
    private func place(_ context: PageContext) async -> RecordPlace? {
        guard let code = Facility.Code(context.parameters.get("code") ?? ""),
            let kind = RecordKind(rawValue: context.parameters.get("kind") ?? ""),
            let status = await site.source.status(of: code), kind.facilities.contains(status.kind),
            kind != ComplaintRating.kind
        else { return nil }
        return await place(status, kind)
    }

    /// Returns the place for a kind of record at a facility.
    func place(_ status: Status, _ kind: RecordKind) async -> RecordPlace {
        var place = RecordPlace(code: status.code, name: status.name, kind: kind)
        guard kind == Complaint.kind else { return place }
        place.counts = await site.source.complaintCounts(of: status.code)
        place.notices = await site.source.notices().inForce(at: site.source.now()).filter { $0.isFor(status.kind) }
        return place
    }

    private func show(_ request: Request, _ context: PageContext) async -> Response {
        guard let place = await place(context) else { return site.missing(request) }
        let visitor = await site.visitor(request, context)
        if let refusal = refusal(place, visitor) { return refusal }
        let known = FormInput(texts: FormLook.of(place.kind).open(request.uri.queryParameters))
        let completed = CompletedRecord(request.uri.queryParameters[Substring(CompletedRecord.field)].map(String.init))
        let original = await completed?.record(of: place.kind, at: place.code, site)
        let detail = place.kind.looksBack ? await site.source.detail(of: place.code) : nil
        var form = filled(place, visitor, known: known, after: detail?.records ?? [])
        form.about = await complaint(known, place, visitor)
        if let original {
            form.take(original, visitor.time)
        } else {
            form.about += place.kind.standing(detail, form.record.values, visitor.time)
        }
        form.heading = place.kind == ExhaustTest.kind ? detail?.retestTitle : nil
        form.transfer = detail?.records.transfer(since: original?.at, utcOffset: site.utcOffset)
        return site.form(form, visitor)
    }

    /// Returns the answer to a visitor who may not enter the record: signing in first, or a refusal before anything
    /// is filled in. Nil for others.
    private func refusal(_ place: RecordPlace, _ visitor: Visitor) -> Response? {
        guard !place.kind.isPublic else { return nil }
        guard let person = visitor.person else { return site.moved("/signin?next=\(visitor.target.percentEncoded)") }
        guard place.kind.roles.contains(person.role), person.mayEnter(at: place.code) else {
            let (kind, role) = (place.kind.title, person.role.title)
            let text = Text(
                zh: "\(role.zh)在“\(place.name)”不能登记“\(kind.zh)”",
                en: "the role \(role.en) cannot enter \(kind.en) at \(place.name)")
            return site.refused(text, visitor, status: .forbidden)
        }
        return nil
    }

    /// Returns a form that nobody has filled in yet.
    ///
    /// - Parameters:
    ///   - known: the values in the link to the form, such as the number of the complaint that is to be answered.
    ///   - records: the earlier records, newest first.
    func filled(
        _ place: RecordPlace, _ visitor: Visitor, known: FormInput = FormInput(), after records: [KeptEntry] = []
    ) -> FilledForm {
        let token = FormToken(at: visitor.now)
        let input = RecordInput(known, of: place.kind, opened: token.opened, utcOffset: site.utcOffset)
        let values = input.look.presets.merging(records.remembered(by: input.look, of: place.kind)) { $1 }
        return FilledForm(place: place, token: token, input: input, values: values.merging(input.values) { $1 })
    }

    /// Returns the text of the complaint that a form is about, for people who may read it.
    private func complaint(_ known: FormInput, _ place: RecordPlace, _ visitor: Visitor) async -> [String] {
        guard place.kind.type is any OfComplaint.Type, !place.kind.isPublic, let number = known.text("id"),
            let entry = await site.door.complaintRecord(number), entry.facility == place.code,
            case .record(let record) = entry.content, record.isRead(by: visitor.person)
        else { return [] }
        let row = RecordRow(entry, record, visitor.person, time: visitor.time)
        return ["\(row.time) \(row.kind)"] + row.amounts + row.texts
    }

    private func enter(_ request: Request, _ context: PageContext) async -> Response {
        guard let place = await place(context) else { return site.missing(request) }
        let visitor = await site.visitor(request, context)
        return await site.answer(request, upTo: Self.largest, visitor) { await enter($0, at: place, visitor) }
    }

    private func enter(_ input: FormInput, at place: RecordPlace, _ visitor: Visitor) async -> Response {
        let sealed = input.text(FormToken.field)
        guard let token = FormToken(value: sealed, for: place.purpose, site.door, now: visitor.now) else {
            return site.refused(.forgedForm, visitor, status: .forbidden)
        }
        let record = RecordInput(input, of: place.kind, opened: token.opened, utcOffset: site.utcOffset)
        var form = FilledForm(place: place, token: token, input: record, values: record.values)
        form.take(input)
        guard place.kind.isPublic || visitor.person != nil else {
            // The typed values stay on the page, and can be sent again after signing in in another window.
            form.others = [.signInAgain]
            return site.form(form, visitor)
        }
        await form.takePhotographs(input, site, visitor)
        // The problem of a photograph says more than that none was sent.
        form.problems.merge(form.record.problems) { own, _ in own }
        let draft = draft(form, visitor)
        if form.problems.isEmpty { form.take(RecordForm(place.kind).problems(with: draft, now: visitor.now)) }
        guard !form.isWrong else { return await again(form, visitor) }
        let answer = await answer(draft, of: form, visitor)
        form.take(answer)
        if form.isAnswered { return site.moved(form.donePath(site)) }
        // The form was sent before with other content, which is stored; this content is not entered.
        if await site.door.answer(to: token.id) == .kept, place.kind != Complaint.kind {
            return site.moved(form.donePath(site) + "?again=1")
        }
        return await again(form, visitor)
    }

    /// Shows the form again with its problems.
    private func again(_ form: FilledForm, _ visitor: Visitor) async -> Response {
        var form = form
        let detail = form.place.kind.looksBack ? await site.source.detail(of: form.place.code) : nil
        form.about = form.isCompleting ? [] : form.place.kind.standing(detail, form.record.values, visitor.time)
        form.heading = form.place.kind == ExhaustTest.kind ? detail?.retestTitle : nil
        form.transfer = detail?.records.transfer(since: form.record.original, utcOffset: site.utcOffset)
        return site.form(form, visitor)
    }

    /// Returns the record that a form would become.
    private func draft(_ form: FilledForm, _ visitor: Visitor) -> RecordDraft {
        let name = form.place.kind.isPublic ? "公众" : visitor.person?.name ?? ""
        var more: FieldValues = [:]
        if form.place.kind == Complaint.kind { more["id"] = .text(form.token.complaintNumber(site)) }
        // Each form is a record of its own, even on one day. A correction has the id of the record that it
        // corrects.
        if form.place.kind.type is any Identified.Type, !form.isCompleting { more["id"] = .text(form.token.id) }
        return form.record.draft(by: name, more: more, now: visitor.now)
    }

    private func answer(_ draft: RecordDraft, of form: FilledForm, _ visitor: Visitor) async -> Answer {
        await site.door.enter(
            draft, at: form.place.code, id: form.token.id, by: form.place.kind.isPublic ? nil : visitor.person,
            from: visitor.address)
    }

    /// Shows the answer to a record and what to do next. The address can be loaded again.
    private func done(_ request: Request, _ context: PageContext) async -> Response {
        // The token is sealed for the kind of record, so that a record is not shown as one of another kind.
        guard let place = await place(context),
            let token = FormToken(
                value: context.parameters.get("token"), for: place.purpose, site.door, now: site.source.now()),
            let answer = await site.door.answer(to: token.id), let detail = await site.source.detail(of: place.code)
        else { return site.missing(request) }
        let visitor = await site.visitor(request, context)
        let isAgain = request.uri.queryParameters["again"] != nil
        let view = DoneView(
            answer, place, detail, await site.door.record(of: token.id), isAgain: isAgain, time: visitor.time)
        return site.templates.html(view, with: "done")
    }
}

extension Text {
    fileprivate static let signInAgain = Text(
        zh: "登录已过期：请先在新窗口登录（/signin），再回到这里提交；照片要重新选",
        en:
            "you are not signed in any more: sign in on another page (/signin), then come back and send this; choose the photographs again"
    )
}
