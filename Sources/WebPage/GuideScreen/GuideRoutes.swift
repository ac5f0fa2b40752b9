import Facilities
import Hummingbird

/// The route of the guides of a facility: one for each action, and one for people who complain.
struct GuideRoutes: Sendable {
    let site: PageSite

    func add(to router: Router<PageContext>) {
        router.get("/q/:code/guide/:id") { request, context in await guide(request, context) }
    }

    private func guide(_ request: Request, _ context: PageContext) async -> Response {
        let (code, id) = (context.parameters.get("code") ?? "", context.parameters.get("id") ?? "")
        guard let known = Facility.Code(code), let detail = await site.source.detail(of: known) else {
            return site.missing(request, code: code)
        }
        guard let guide = detail.guide(named: id) else { return site.missing(request) }
        let time = site.time(request)
        let view = GuideView(
            guide, path: "/q/\(known)/guide/\(guide.id)",
            type: request.uri.queryParameters["type"].flatMap { PurifierType(rawValue: String($0)) },
            ticks: detail.checks.ticks(time), start: detail.start(of: guide, time),
            record: detail.record(of: guide, time.language),
            back: .init(url: "/q/\(known)", title: detail.status.name), language: time.language)
        return site.templates.html(view, with: "guide")
    }
}

extension FacilityDetail {
    /// Returns a guide by its name; nil if there is none, or for the guide of complaints if the facility takes
    /// none.
    fileprivate func guide(named id: String) -> Guide? {
        guard id == ComplaintGuide.id else { return Guide.named(id) }
        return promise.map {
            ComplaintGuide(receiver: status.name, answer: $0.answer, close: $0.close, note: $0.note).guide
        }
    }

    /// Returns the link to the form that starts the work; nil if the start is not entered, or while the work is
    /// under way.
    fileprivate func start(of guide: Guide, _ time: PageTime) -> PageLink? {
        NextStep.Action(rawValue: guide.id)?.startForm(status, records, time).map {
            .init(url: $0.url, title: $0.title)
        }
    }

    /// Returns the link to the form in which the work is entered; nil if it is not entered.
    fileprivate func record(of guide: Guide, _ language: Language) -> PageLink? {
        guard guide.id != ComplaintGuide.id else {
            let path = RecordPlace(code: status.code, name: status.name, kind: Complaint.kind).path
            return promise == nil ? nil : .init(url: path, title: FormLook.complaint.title[language])
        }
        let form = NextStep.Action(rawValue: guide.id)?.form(status, language)
        return form.map { .init(url: $0.url, title: $0.title) }
    }
}
