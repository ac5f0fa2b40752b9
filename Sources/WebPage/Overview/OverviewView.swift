import Facilities

/// The values of `overview.mustache`: the number of facilities by light, and the list of the chosen ones.
struct OverviewView {
    var words: Words
    var overview: OverviewWords
    var title: String
    var notice, problem: String?
    var banner: NoticeBanner?
    /// The time of the oldest status that is shown.
    var at: String
    var lights, kinds: [OverviewChoice]
    var due: OverviewChoice
    /// The number of facilities that are shown, of all; nil if all are.
    var shown: String?
    var rows: String
    var isEmpty, isKiosk, isMany, hasKinds: Bool
    /// The address from which a script updates the page; nil for a filtered list, whose rows would move under a
    /// thumb.
    var liveURL: String?
    /// The address of the technician's page; nil for other people.
    var busURL: String?
    /// The name of the signed-in person; nil for the public.
    var person: String?
    var signIn, notices: String
    var allURL, againURL, otherURL, kioskURL, ledgerURL, tableURL: String

    /// The number of facilities above which a screen on the wall has narrow rows.
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
        // Nobody touches a screen on the wall, so it is updated also if it is filtered.
        liveURL = query.filter.isEmpty || query.isKiosk ? query.url() : nil
        (allURL, againURL) = (query.url("/", OverviewFilter()), query.url())
        otherURL = query.url("/", nil, "lang=\(words.otherTag)")
        var wall = query
        wall.isKiosk = true
        kioskURL = wall.url()
        busURL = person?.tendsBuses == true ? "/bus" : nil
        self.person = person?.name
        (signIn, self.notices) = (HeadWords.of(language).signIn, NoticeWords.title[language])
        // Only the kind is passed on. The present light says nothing about the month.
        let ofKind = OverviewFilter(kind: query.filter.kind)
        (ledgerURL, tableURL) = (query.url("/ledger", ofKind), query.url("/ledger.csv", ofKind))
    }
}
