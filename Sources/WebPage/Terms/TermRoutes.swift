import Facilities
import Hummingbird

/// The route of the terms of the trade: `/terms`.
struct TermRoutes: Sendable {
    let site: PageSite

    func add(to router: Router<PageContext>) {
        router.get("/terms") { request, _ in
            site.templates.html(TermsView(site.language(request)), with: "terms")
        }
    }
}
