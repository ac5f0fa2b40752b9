import Hummingbird
import Mustache

/// The page's templates, compiled into the program: nothing to install, nothing to lose.
struct Templates: Sendable {
    private let library: MustacheLibrary

    init() throws {
        let sources = [
            "head": PackageResources.head_mustache, "overview": PackageResources.overview_mustache,
            "facility": PackageResources.facility_mustache, "missing": PackageResources.missing_mustache,
        ]
        library = MustacheLibrary(
            templates: try sources.mapValues { try MustacheTemplate(string: String(decoding: $0, as: UTF8.self)) }
        )
    }

    static let styleSheet = String(decoding: PackageResources.page_css, as: UTF8.self)

    func html(_ view: Any, with template: String, status: HTTPResponse.Status = .ok) -> Response {
        let text = library.render(view, withTemplate: template) ?? ""
        var response = Response(status: status, text: text, type: "text/html; charset=utf-8")
        // A status is of now, and of the reader's language.
        response.headers[.cacheControl] = "no-store"
        response.headers[.vary] = "Accept-Language"
        return response
    }
}

extension Response {
    init(status: HTTPResponse.Status = .ok, text: String, type: String) {
        self.init(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}

/// The page runs nothing and loads nothing from elsewhere, and browsers are told so.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        response.headers[.xContentTypeOptions] = "nosniff"
        return response
    }
}
