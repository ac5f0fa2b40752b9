import Facilities
import Hummingbird
import Labels

/// Which address shows what. Reading needs no name and no password: it is what the QR codes are for.
struct PageRoutes: Sendable {
    let source: any PageSource
    let site: String
    let utcOffset: Int
    let templates: Templates

    var router: Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.get("/") { request, _ in await overview(request) }
        router.get("/q/:code") { request, context in await facility(context.parameters.get("code") ?? "", request) }
        router.get("/q/:code/label.svg") { request, context in
            try await label(context.parameters.get("code") ?? "", request)
        }
        router.get("/page.css") { _, _ in
            var response = Response(text: Templates.styleSheet, type: "text/css; charset=utf-8")
            response.headers[.cacheControl] = "max-age=3600"
            return response
        }
        router.get("/**") { request, _ in missing(request.uri.path, request) }
        return router
    }

    private func overview(_ request: Request) async -> Response {
        let view = OverviewView(
            await source.statuses(), notice: await source.notice(), site: site, time: time(request))
        return templates.html(view, with: "overview")
    }

    private func facility(_ text: String, _ request: Request) async -> Response {
        guard let code = Facility.Code(text), let detail = await source.detail(of: code) else {
            return missing(text, request)
        }
        return templates.html(FacilityView(detail, time: time(request)), with: "facility")
    }

    private func label(_ text: String, _ request: Request) async throws -> Response {
        guard let code = Facility.Code(text), let detail = await source.detail(of: code) else {
            return missing(text, request)
        }
        let label = try Label(code: code.description, name: detail.status.name, url: detail.url)
        return Response(text: label.svg(), type: "image/svg+xml")
    }

    private func missing(_ text: String, _ request: Request) -> Response {
        templates.html(
            MissingView(String(text.prefix(64)), language: language(request)), with: "missing", status: .notFound
        )
    }

    private func time(_ request: Request) -> PageTime {
        PageTime(now: source.now(), utcOffset: utcOffset, language: language(request))
    }

    private func language(_ request: Request) -> Language {
        Language(
            choice: request.uri.queryParameters["lang"].map(String.init),
            accepted: request.headers[.acceptLanguage]
        )
    }
}
