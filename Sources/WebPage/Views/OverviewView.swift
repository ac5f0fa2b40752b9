import Facilities

/// What `overview.mustache` shows: every facility and its light.
struct OverviewView {
    var words: Words
    var title: String
    var notice: String?
    var facilities: [Row]
    /// The same page in the other language.
    var otherURL: String

    struct Row {
        var url: String
        var name, kind, light, lightTitle, since: String
    }

    init(_ statuses: [Status], notice: Text?, site: String, time: PageTime) {
        let language = time.language
        words = .of(language)
        title = site.isEmpty ? words.overview : site
        self.notice = notice?[language]
        otherURL = "/?lang=\(words.otherTag)"
        facilities = statuses.map { status in
            let headline = Headline(status, time: time)
            return Row(
                url: "/q/\(status.code)?lang=\(language.rawValue)", name: status.name,
                kind: status.kind.title[language],
                light: status.unmonitored != nil && status.light == .grey ? "grey unmonitored" : status.light.rawValue,
                lightTitle: headline.text[language], since: time.since(headline.since)
            )
        }
    }
}
