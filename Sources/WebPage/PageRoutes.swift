import Facilities
import Hummingbird
import Labels

/// The routes of the page. Reading needs no account, since the QR codes are for everybody.
struct PageRoutes: Sendable {
    let site: PageSite

    /// The limits of request bodies, in bytes: 64 kB for all paths except those listed here.
    static let bodies = BodyLimits(ofPaths: ["/q/*/do/*": RecordRoutes.largest])

    var router: Router<PageContext> {
        let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: CountedRequests(counts: site.requests))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: BelievedClient(trusted: site.access.trustedProxies))
        router.add(middleware: RequestChecks(limits: ServingLimits()) { site.missing($0) })
        router.add(middleware: ChosenLanguage())
        OverviewRoutes(site: site).add(to: router)
        router.get("/q/:code") { request, context in await facility(request, context) }
        router.get("/q/:code/label.svg") { request, context in try await label(request, context) }
        LedgerRoutes(site: site).add(to: router)
        InspectorRoutes(site: site).add(to: router)
        RecordRoutes(site: site).add(to: router)
        ComplaintRoutes(site: site).add(to: router)
        PhotographRoutes(site: site).add(to: router)
        GuideRoutes(site: site).add(to: router)
        BusRoutes(site: site).add(to: router)
        MonitoringRoutes(site: site).add(to: router)
        HistoryRoutes(site: site).add(to: router)
        NoticeRoutes(site: site).add(to: router)
        NoticeFormRoutes(site: site).add(to: router)
        TermRoutes(site: site).add(to: router)
        SignInRoutes(site: site).add(to: router)
        router.get("/page.css") { _, _ in Self.file(Templates.styleSheet, "text/css; charset=utf-8") }
        router.get("/page.js") { _, _ in Self.file(Templates.script, "text/javascript; charset=utf-8") }
        // Every browser asks for this file, and would get the page for unknown addresses.
        router.get("/favicon.ico") { _, _ in
            Response(status: .noContent, headers: [.cacheControl: "max-age=86400"])
        }
        router.get("/**") { request, _ in site.missing(request) }
        router.post("/**") { request, _ in site.missing(request) }
        return router
    }

    private static func file(_ text: String, _ type: String) -> Response {
        var response = Response(text: text, type: type)
        response.headers[.cacheControl] = "max-age=3600"
        return response
    }

    private func facility(_ request: Request, _ context: PageContext) async -> Response {
        let text = context.parameters.get("code") ?? ""
        if let written = await written(text) { return site.moved("/q/\(written)") }
        guard let code = Facility.Code(text), let status = await site.source.status(of: code) else {
            return site.missing(request, code: text)
        }
        let visitor = await site.visitor(request, context)
        // A person who scans a complaint point wants to complain, so the form is shown at once.
        if status.kind == .complaintPoint, !visitor.answersComplaints {
            let records = RecordRoutes(site: site)
            return site.form(records.filled(await records.place(status, Complaint.kind), visitor), visitor)
        }
        guard let detail = await site.source.detail(of: code) else { return site.missing(request, code: text) }
        var view = FacilityView(
            detail, visitor.person, time: visitor.time, notice: await site.source.notice(for: visitor.person),
            notices: await site.source.notices(),
            hasLabel: site.source.labelURL(of: code) != nil)
        view.strips = await site.source.strips(of: detail, visitor.time)
        return site.templates.html(view, with: "facility")
    }

    /// Returns the code of a facility that was typed in another form, for example in lower case; nil for other
    /// texts.
    private func written(_ text: String) async -> Facility.Code? {
        guard Facility.Code(text) == nil, let code = TypedCode(text.percentDecoded ?? text).code,
            await site.source.status(of: code) != nil
        else { return nil }
        return code
    }

    private func label(_ request: Request, _ context: PageContext) async throws -> Response {
        let text = context.parameters.get("code") ?? ""
        guard let code = Facility.Code(text), let status = await site.source.status(of: code) else {
            return site.missing(request, code: text)
        }
        guard let url = site.source.labelURL(of: code) else {
            return site.refused(Self.noLabel, await site.visitor(request, context), status: .notFound)
        }
        let label = try Label(code: code, kind: status.kind, name: status.name, url: url)
        return Response(text: label.svg(width: 40), type: "image/svg+xml")
    }

    private static let noLabel = Text(
        zh: "还没有可以张贴的二维码：网关的配置没有写手机能打开的地址（page.publicURL），请技术人员填写",
        en: "there is no QR code to post yet: the gateway's configuration has no address that phones can open "
            + "(page.publicURL); a technician has to write it")
}
