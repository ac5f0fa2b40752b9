import Facilities
import Hummingbird

/// The routes for signing in and out: `/signin` and `/signout`.
struct SignInRoutes: Sendable {
    let site: PageSite
    private static let purpose = "signin"

    func add(to router: Router<PageContext>) {
        router.get("/signin") { request, context in
            let visitor = await site.visitor(request, context)
            return show(visitor, next: request.uri.queryParameters["next"].map(String.init))
        }
        router.post("/signin") { request, context in
            await signIn(request, context)
        }
        router.post("/signout") { request, context in
            var response = site.moved("/")
            let visitor = await site.visitor(request, context)
            response.setCookie(
                Cookie(
                    name: Session.cookie, value: "", maxAge: 0, path: "/", secure: visitor.client.isTLS, httpOnly: true,
                    sameSite: .strict))
            return response
        }
    }

    private func show(_ visitor: Visitor, next: String?, name: String = "", problem: Text? = nil) -> Response {
        let token = FormToken(at: visitor.now).value(for: Self.purpose, site.door)
        let view = SignInView(
            token: token, next: Self.path(next), name: name, problem: problem,
            obstacle: site.obstacleToPIN(visitor), visitor)
        return site.templates.html(view, with: "signin", status: problem == nil ? .ok : .unprocessableContent)
    }

    private func signIn(_ request: Request, _ context: PageContext) async -> Response {
        let visitor = await site.visitor(request, context)
        return await site.answer(request, visitor) { await signIn($0, visitor) }
    }

    private func signIn(_ input: FormInput, _ visitor: Visitor) async -> Response {
        guard FormToken(value: input.text(FormToken.field), for: Self.purpose, site.door, now: visitor.now) != nil
        else {
            return site.refused(.forgedForm, visitor, status: .forbidden)
        }
        let (name, next) = (input.text("name") ?? "", input.text("next"))
        if let obstacle = site.obstacleToPIN(visitor) {
            return show(visitor, next: next, name: name, problem: obstacle)
        }
        switch await site.door.signIn(name, pin: input.text("pin") ?? "", from: visitor.address) {
        case .refused(let text): return show(visitor, next: next, name: name, problem: text)
        case .right(let person):
            var response = site.moved(Self.path(next))
            site.set(Session(name: person.name, issued: visitor.now), visitor, in: &response)
            return response
        }
    }

    /// Returns the path to continue with after signing in; `/` for everything that is no path of this page.
    static func path(_ text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"), text.utf8.count <= 200,
            text.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
        else { return "/" }
        return text
    }
}
