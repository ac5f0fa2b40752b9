import Facilities
import Hummingbird

/// The routes of the inspector's screen of a facility, and of the check of the whole journal that it starts.
struct InspectorRoutes: Sendable {
    let site: PageSite

    func add(to router: Router<PageContext>) {
        router.get("/q/:code/inspect") { request, context in await show(request, context) }
        router.post("/q/:code/inspect/verify") { request, context in await verify(request, context) }
    }

    private func status(_ context: PageContext) async -> Status? {
        guard let code = Facility.Code(context.parameters.get("code") ?? "") else { return nil }
        return await site.source.status(of: code)
    }

    /// Returns the answer to a visitor who may not see the screen; nil for inspectors and the owner.
    private func refusal(_ status: Status, _ visitor: Visitor) -> Response? {
        guard let person = visitor.person else { return site.moved("/signin?next=\(visitor.target.percentEncoded)") }
        guard person.inspects, person.mayEnter(at: status.code) else {
            return site.refused(.notForRole(person.role), visitor, status: .forbidden)
        }
        return nil
    }

    private func show(_ request: Request, _ context: PageContext) async -> Response {
        guard let status = await status(context) else { return site.missing(request) }
        let visitor = await site.visitor(request, context)
        if let refusal = refusal(status, visitor) { return refusal }
        let asked = request.uri.queryParameters["month"].map(String.init) ?? ""
        guard let month = asked.isEmpty ? Month(visitor.time.today) : Month(asked) else {
            return site.refused(.noMonth(asked), visitor)
        }
        guard month.days.lowerBound <= visitor.time.today else { return site.refused(.notYet(month), visitor) }
        guard let inspection = await site.source.inspection(of: status.code, in: month) else {
            return site.refused(.unreadable, visitor, status: .serviceUnavailable)
        }
        let token = FormToken(at: visitor.now).value(for: Self.purpose(status), site.door)
        let view = InspectorView(
            status, inspection, month, check: await site.source.ledgerCheck(), token: token, visitor)
        return site.templates.html(view, with: "inspect")
    }

    /// The purpose of the button's token.
    private static func purpose(_ status: Status) -> String { "verify \(status.code)" }

    private func verify(_ request: Request, _ context: PageContext) async -> Response {
        guard let status = await status(context) else { return site.missing(request) }
        let visitor = await site.visitor(request, context)
        // A person whose session has expired signs in first, and then sees the screen.
        guard visitor.person != nil else { return site.moved("/signin?next=/q/\(status.code)/inspect") }
        if let refusal = refusal(status, visitor) { return refusal }
        return await site.answer(request, visitor) { input in
            let sealed = input.text(FormToken.field)
            guard FormToken(value: sealed, for: Self.purpose(status), site.door, now: visitor.now) != nil else {
                return site.refused(.forgedForm, visitor, status: .forbidden)
            }
            _ = await site.source.checkLedger()
            return site.moved("/q/\(status.code)/inspect#check")
        }
    }
}

extension Text {
    fileprivate static func notForRole(_ role: Operator.Role) -> Text {
        Text(
            zh: "这一页只给检查人员和负责人看；您登录的身份是\(role.title.zh)",
            en: "this page is for inspectors and the owner; you are signed in as \(role.title.en)")
    }

    fileprivate static let unreadable = Text(
        zh: "台账现在读不出来，请稍后重新加载", en: "the ledger cannot be read now; load this page again later")
}
