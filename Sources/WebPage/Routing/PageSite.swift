import Facilities
import Hummingbird

/// What all routes of the page have in common: the source, the door, the templates and the limits of concurrent
/// work.
struct PageSite: Sendable {
    let source: any PageSource
    let door: any PageDoor
    /// The heading over all facilities.
    let title: String
    /// The offset of local clocks from UTC, in seconds; positive ahead of it.
    let utcOffset: Int
    let access: PageAccess
    let templates: Templates
    let uploads = UploadSpace()
    let streams = StreamPlaces()
    let requests = RequestCounts()
}

extension PageSite {
    /// Finds out who sent a request, by its session cookie.
    func visitor(_ request: Request, _ context: PageContext) async -> Visitor {
        let time = time(request)
        let person = await person(of: request.cookies[Session.cookie]?.value, now: time.now)
        return Visitor(client: context.client, person: person, time: time, target: request.uri.string)
    }

    /// Returns the person of a session cookie; nil without a cookie, or if the session has expired.
    func person(of cookie: String?, now: Timestamp) async -> Operator? {
        guard let cookie, let session = Session(value: cookie, door) else { return nil }
        return await session.person(door, now: now)
    }

    /// The present time in the language of a request.
    func time(_ request: Request) -> PageTime {
        PageTime(now: source.now(), utcOffset: utcOffset, language: language(request))
    }

    /// Returns the language of the query, or else of the cookie of an earlier choice, or else of the browser.
    func language(_ request: Request) -> Language {
        Language(
            choice: request.uri.queryParameters["lang"].map(String.init) ?? request.cookies["lang"]?.value,
            accepted: request.headers[.acceptLanguage])
    }

    /// Returns why no PIN may be typed on this connection, which is not encrypted; nil if one may.
    func obstacleToPIN(_ visitor: Visitor) -> Text? {
        guard !visitor.client.isTLS, !visitor.client.isLoopback, !access.allowsPlainPIN else { return nil }
        return Text(
            zh: "这个连接没有加密，不能输入PIN：请用 https 地址打开；只在现场网络使用的，可由技术人员在配置中写 page: allowPlainPIN: true",
            en:
                "this connection is not encrypted, and a PIN could be read: open the https address; where the page is used in "
                + "the site's own network only, a technician may write page: allowPlainPIN: true in the configuration")
    }

    // MARK: Answers

    /// Answers 404.
    ///
    /// - Parameter shown: the text that is shown as missing; nil for the path.
    func missing(_ request: Request, _ shown: String? = nil) -> Response {
        missing(MissingView(Self.bounded(shown ?? request.uri.path), language: language(request)))
    }

    /// Answers 404 for a code that no facility here has, with a hint at typing errors.
    func missing(_ request: Request, code: String) -> Response {
        missing(MissingView(code: Self.bounded(code), language: language(request)))
    }

    private func missing(_ view: MissingView) -> Response {
        templates.html(view, with: "missing", status: .notFound)
    }

    private static func bounded(_ text: String) -> String { String(text.prefix(64)) }

    /// Answers with a sentence on a page of its own. Nothing was done.
    func refused(_ text: Text, _ visitor: Visitor, status: HTTPResponse.Status = .badRequest) -> Response {
        templates.html(RefusedView(text, visitor), with: "refused", status: status)
    }

    /// Redirects the browser with 303, so that reloading the page does not send the form again.
    func moved(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }

    /// Puts the cookie of a session into a response.
    func set(_ session: Session, _ visitor: Visitor, in response: inout Response) {
        response.setCookie(
            Cookie(
                name: Session.cookie, value: session.value(door), maxAge: 30 * 86_400, path: "/",
                secure: visitor.client.isTLS, httpOnly: true, sameSite: .strict))
    }

    // MARK: What was sent

    /// Reads the body of a form and answers it. The body counts as used memory until the answer is made, since
    /// photographs are decoded from it.
    ///
    /// - Parameter most: the largest body in bytes.
    func answer(
        _ request: Request, upTo most: Int = UploadSpace.free, _ visitor: Visitor, _ body: (FormInput) async -> Response
    ) async -> Response {
        let number = uploads.begin(from: visitor.address)
        defer { uploads.end(number) }
        do throws(FormRefused) {
            return await body(try await input(request, upTo: most, number))
        } catch {
            return refused(error, visitor)
        }
    }

    private func input(_ request: Request, upTo most: Int, _ number: Int) async throws(FormRefused) -> FormInput {
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= most else { throw .tooLarge }
        var (bytes, rest) = (request.body.makeAsyncIterator(), most)
        while let chunk = try await next(&bytes) {
            rest -= chunk.readableBytes
            guard rest >= 0 else { throw .tooLarge }
            guard uploads.take(chunk, for: number) else { throw .busy }
        }
        guard let body = uploads.whole(number) else { throw .busy }
        guard let input = FormInput(body.readableBytesView, type: request.headers[.contentType]) else {
            throw .unreadable
        }
        return input
    }

    /// Returns the next bytes of a body; nil at its end.
    private func next(_ bytes: inout RequestBody.AsyncIterator) async throws(FormRefused) -> ByteBuffer? {
        do { return try await bytes.next() } catch { throw .unreadable }
    }

    private func refused(_ reason: FormRefused, _ visitor: Visitor) -> Response {
        refused(reason.text, visitor, status: reason.status)
    }
}
