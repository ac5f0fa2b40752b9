import Facilities
import Hummingbird
import Mustache

/// The templates, the script and the style sheet of the page. They are compiled into the program, so that no file
/// has to be installed.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// Parses all templates.
    ///
    /// - Throws: an error of the Mustache library if a template is malformed.
    init() throws {
        MustacheContentTypes.register(ScalarHTML(), named: ScalarHTML.name)
        let sources = [
            "head": PackageResources.head_mustache, "overview": PackageResources.overview_mustache,
            "facility": PackageResources.facility_mustache, "missing": PackageResources.missing_mustache,
            "form": PackageResources.form_mustache, "control": PackageResources.control_mustache,
            "signin": PackageResources.signin_mustache,
            "done": PackageResources.done_mustache, "refused": PackageResources.refused_mustache,
            "course": PackageResources.course_mustache,
            "guide": PackageResources.guide_mustache,
            "bus": PackageResources.bus_mustache, "busMachine": PackageResources.busMachine_mustache,
            "busLine": PackageResources.busLine_mustache, "busDevice": PackageResources.busDevice_mustache,
            "machine": PackageResources.machine_mustache, "site": PackageResources.site_mustache,
            "inspect": PackageResources.inspect_mustache,
            "ledger": PackageResources.ledger_mustache, "ledgerFacility": PackageResources.ledgerFacility_mustache,
            "ledgerEnd": PackageResources.ledgerEnd_mustache,
            "day": PackageResources.day_mustache, "trends": PackageResources.trends_mustache,
            "banner": PackageResources.banner_mustache, "notices": PackageResources.notices_mustache,
            "posted": PackageResources.posted_mustache, "terms": PackageResources.terms_mustache,
        ]
        library = MustacheLibrary(
            templates: try sources.mapValues { source in
                try MustacheTemplate(string: ScalarHTML.pragma + String(decoding: source, as: UTF8.self))
            }
        )
    }

    /// The script of all pages.
    static let script = String(decoding: PackageResources.page_js, as: UTF8.self)
    /// The style sheet of all pages. The rules for printing come last, since they override the others.
    static let styleSheet = String(
        decoding: PackageResources.page_css + PackageResources.guide_css + PackageResources.overview_css
            + PackageResources.bus_css + PackageResources.history_css + PackageResources.machine_css
            + PackageResources.inspector_css + PackageResources.notices_css + PackageResources.ledger_css, as: UTF8.self
    )

    /// Renders a template. A template that does not exist gives an empty text.
    func text(_ view: Any, with template: String) -> String {
        library.render(ViewValues.of(view) ?? view, withTemplate: template) ?? ""
    }

    /// Renders a template as a response that no cache stores.
    func html(_ view: Any, with template: String, status: HTTPResponse.Status = .ok) -> Response {
        var response = Response(status: status, text: text(view, with: template), type: "text/html; charset=utf-8")
        // The content depends on the moment and on the reader's language.
        response.headers[.cacheControl] = "no-store"
        response.headers[.vary] = "Accept-Language"
        return response
    }
}

/// HTML whose texts are escaped scalar by scalar. The library escapes by characters, and does not escape a `<` that
/// is followed by a combining mark.
private struct ScalarHTML: MustacheContentType {
    static let name = "SCALAR_HTML"
    static let pragma = "{{% CONTENT_TYPE:\(name)}}"

    func escapeText(_ text: String) -> String { text.markupEscaped }
}
