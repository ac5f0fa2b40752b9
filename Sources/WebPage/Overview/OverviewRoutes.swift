import Hummingbird

/// The route of the overview of all facilities: `/`.
struct OverviewRoutes: Sendable {
    let site: PageSite
    private let made = MadeRows()

    func add(to router: Router<PageContext>) {
        router.get("/") { request, context in await overview(request, context) }
    }

    private func overview(_ request: Request, _ context: PageContext) async -> Response {
        let (parameters, visitor) = (request.uri.queryParameters, await site.visitor(request, context))
        let view = OverviewView(
            await site.source.facilities(), OverviewQuery { parameters[Substring($0)].map(String.init) },
            notice: await site.source.notice(for: visitor.person), notices: await site.source.notices(),
            person: visitor.person, site: site.title, time: visitor.time, made: made)
        return site.templates.html(view, with: "overview")
    }
}
