import Facilities
import Hummingbird
import NIOCore

/// The routes of the technician's page: the live state of lines and devices, and suspending a line for some
/// minutes.
struct BusRoutes: Sendable {
    let site: PageSite
    let screens: BusScreens

    init(site: PageSite) {
        self.site = site
        screens = BusScreens(site.source, templates: site.templates, utcOffset: site.utcOffset)
    }

    func add(to router: Router<PageContext>) {
        router.get("/bus") { request, context in await show(request, context) }
        router.get("/bus/events") { request, context in await events(request, context) }
        router.post("/bus/suspend") { request, context in
            await change(request, context) { $0.text("minutes").flatMap { Int($0) } }
        }
        router.post("/bus/resume") { request, context in
            await change(request, context) { _ in 0 }
        }
    }

    /// The purpose of the form's token. It names the person, so that nobody can send a form that was given to
    /// somebody else.
    private static func purpose(_ person: Operator) -> String { "bus \(person.name)" }

    private func show(_ request: Request, _ context: PageContext) async -> Response {
        let visitor = await site.visitor(request, context)
        if let refusal = refusal(visitor) { return refusal }
        guard let person = visitor.person else { return site.missing(request) }
        let token = FormToken(at: visitor.now).value(for: Self.purpose(person), site.door)
        let view = BusView(
            await screens.screen(visitor.language), notice: await site.source.notice(for: person), token: token, visitor
        )
        return site.templates.html(view, with: "bus")
    }

    /// Returns the answer to a visitor who may not see the page: signing in first, or a refusal. Nil for a
    /// technician.
    private func refusal(_ visitor: Visitor) -> Response? {
        guard let person = visitor.person else { return site.moved("/signin?next=/bus") }
        guard person.tendsBuses else {
            return site.refused(BusWords.notFor(person.role), visitor, status: .forbidden)
        }
        return nil
    }

    // MARK: Suspending

    /// Suspends or resumes a line.
    ///
    /// - Parameter minutes: returns the minutes that the form asks for, 0 to resume; nil if the field is not a
    ///   number.
    private func change(
        _ request: Request, _ context: PageContext, minutes: @Sendable (FormInput) -> Int?
    ) async -> Response {
        let visitor = await site.visitor(request, context)
        if let refusal = refusal(visitor) { return refusal }
        return await site.answer(request, visitor) { await change($0, minutes: minutes($0) ?? -1, visitor) }
    }

    private func change(_ input: FormInput, minutes: Int, _ visitor: Visitor) async -> Response {
        let sealed = input.text(FormToken.field)
        guard let person = visitor.person,
            FormToken(value: sealed, for: Self.purpose(person), site.door, now: visitor.now) != nil
        else {
            return site.refused(.forgedForm, visitor, status: .forbidden)
        }
        if let problem = await site.door.suspend(input.text("bus") ?? "", minutes: minutes) {
            return site.refused(problem, visitor, status: .unprocessableContent)
        }
        await screens.forget()
        return site.moved("/bus")
    }

    // MARK: The stream

    private func events(_ request: Request, _ context: PageContext) async -> Response {
        let visitor = await site.visitor(request, context)
        guard visitor.person?.tendsBuses == true else {
            return Response(.forbidden, visitor.person.map { BusWords.notFor($0.role) } ?? BusWords.signInFirst)
        }
        guard let place = site.streams.begin(for: visitor.address, until: context.closing) else {
            var busy = Response(.serviceUnavailable, BusWords.streamsBusy)
            busy.headers[.retryAfter] = "10"
            return busy
        }
        let cookie = request.cookies[Session.cookie]?.value
        let stream = BusStream(screens: screens, language: visitor.language, place: place) { [site] in
            await site.person(of: cookie, now: site.source.now())?.tendsBuses == true
        }
        let headers: HTTPFields = [.contentType: EventStream.type, .cacheControl: "no-store"]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                var output = writer
                try await stream.run { try await output.write($0) }
                try await output.finish(nil)
            })
    }
}
