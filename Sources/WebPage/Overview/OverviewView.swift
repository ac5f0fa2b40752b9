import Facilities

/// What `overview.mustache` shows: how many facilities have which light, and those that were chosen.
struct OverviewView {
    var words: Words
    var overview: OverviewWords
    var title: String
    var notice, problem: String?
    var banner: NoticeBanner?
    /// The time of the oldest of what is shown.
    var at: String
    var lights, kinds: [Choice]
    var due: Choice
    /// How many of all are shown; nil for all.
    var shown: String?
    var rows: String
    var isEmpty, isKiosk, isMany, hasKinds: Bool
    /// Where a script reads the page again; nil where facilities would appear and go under a thumb.
    var liveURL: String?
    /// Nil for who is no technician.
    var busURL: String?
    /// Who has signed in.
    var person: String?
    var signIn, notices: String
    var allURL, againURL, otherURL, kioskURL, ledgerURL, tableURL: String

    /// A count that is a filter.
    struct Choice: Hashable {
        /// What a tap leads to; nil where nothing would be shown.
        var url: String?
        var isChosen: Bool
        /// A mark, and what stands beside it.
        var mark: String?
        var text: String
    }

    /// In the order in which they are counted: what is worst first.
    static let lights: [Light] = [.red, .yellow, .grey, .green]
    /// Facilities from which on a screen on the wall has narrow rows.
    private static let many = 40

    init(
        _ facilities: [ListedFacility], _ query: OverviewQuery = OverviewQuery { _ in nil }, notice: Text?,
        notices: Notices = Notices(), person: Operator? = nil, site: String, time: PageTime, made: MadeRows = MadeRows()
    ) {
        let language = time.language
        let shown = facilities.filter { query.filter.fits($0, time) }
        (words, overview) = (.of(language), .of(language))
        title = site.isEmpty ? words.overview : site
        self.notice = notice?[language]
        banner = NoticeBanner(notices.inForce(at: time.now), time)
        problem = query.problem?[language]
        at = (shown.map(\.status.asOf).min() ?? time.now).onSite(time.utcOffset)
        let choices = OverviewChoices(facilities: facilities, query: query, time: time)
        (lights, kinds, due) = (choices.lights, choices.kinds, choices.due)
        hasKinds = !kinds.isEmpty
        self.shown = query.filter.isEmpty ? nil : overview.shown(shown.count, facilities.count)
        rows = OverviewRows(time: time, made: made).html(shown, hasGroups: facilities.contains { !$0.group.isEmpty })
        isEmpty = shown.isEmpty
        (isKiosk, isMany) = (query.isKiosk, query.isKiosk && shown.count > Self.many)
        // A screen on the wall has no thumb before it.
        liveURL = query.filter.isEmpty || query.isKiosk ? query.url() : nil
        (allURL, againURL) = (query.url("/", OverviewFilter()), query.url())
        otherURL = query.url("/", nil, "lang=\(words.otherTag)")
        var wall = query
        wall.isKiosk = true
        kioskURL = wall.url()
        busURL = person?.tendsBuses == true ? "/bus" : nil
        self.person = person?.name
        (signIn, self.notices) = (HeadWords.of(language).signIn, NoticeWords.title[language])
        // How facilities stand now chooses nothing of a month.
        let ofKind = OverviewFilter(kind: query.filter.kind)
        (ledgerURL, tableURL) = (query.url("/ledger", ofKind), query.url("/ledger.csv", ofKind))
    }
}
