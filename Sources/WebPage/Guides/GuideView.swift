import Facilities

/// What `guide.mustache` shows: one guide in one language, for one type of device, with the ticks of this moment.
struct GuideView {
    var words: Words
    var labels: GuideWords
    var title: String
    /// The same page in the other language.
    var otherURL: String
    var warnings, moreWarnings: LineList?
    var types: [TypeLink]
    var steps: LineList
    var looks: [LookView]
    var standard: [Checks]
    var sections: [LineList]
    var why: LineList?
    var basis: [BasisView]
    /// The act before the first step, and the one after the last.
    var start, record: Link?
    /// The facility's page.
    var back: Link?

    struct Link: Sendable, Hashable {
        var url, title: String
    }

    struct TypeLink {
        var url, title: String
        var isChosen: Bool
    }

    // A template cannot ask whether a list is empty.
    var hasTypes: Bool
    var hasLooks: Bool
    var hasStandard: Bool
    var hasBasis: Bool

    /// How many warnings stand above the fold.
    static let warningsShown = 3

    /// - Parameters:
    ///   - path: the page's own address, without its query.
    ///   - type: the type of purifier that the reader chose; the first of the guide if nil, or if the guide has no such type.
    ///   - start: the form that opens before the work: start cleaning. Without it no step asks to tap it.
    ///   - record: the form in which the work is entered.
    ///   - back: the page of the facility that it is the guide of.
    ///   - ticks: what the gateway knows of the standard; a line without a tick says that nothing is known.
    init(
        _ guide: Guide, path: String, type: PurifierType? = nil, ticks: [StandardTick] = [], start: Link? = nil,
        record: Link? = nil, back: Link? = nil, language: Language
    ) {
        words = .of(language)
        labels = GuideWords(language)
        title = guide.title[language]
        (self.start, self.record, self.back) = (start, record, back)
        let variant = guide.variants.first { $0.id == type } ?? guide.variants.first
        let query = variant.map { "&type=\($0.id.rawValue)" } ?? ""
        otherURL = "\(path)?lang=\(words.otherTag)\(query)"
        types = guide.variants.map {
            TypeLink(
                url: "\(path)?lang=\(language.rawValue)&type=\($0.id.rawValue)", title: $0.id.title[language],
                isChosen: $0.id == variant?.id)
        }
        let lines = (variant?.steps ?? guide.steps).map { start == nil ? $0.onItsOwn : $0 }
        warnings = LineList(guide.warnings.prefix(Self.warningsShown), language)
        moreWarnings = LineList(guide.warnings.dropFirst(Self.warningsShown), language)
        steps = LineList(lines, language, title: guide.stepsTitle[language]) ?? LineList()
        looks = guide.looks.map { [labels] in LookView($0, labels, language) }
        let items = guide.standard.filter { item in variant.map { item.types?.contains($0.id) ?? true } ?? true }
        standard = [.person, .gateway].compactMap { Checks(items, by: $0, ticks: ticks, language) }
        sections = guide.sections.compactMap { LineList($0.lines, language, title: $0.title[language]) }
        why = LineList(guide.why, language)
        basis = BasisView.all(guide, steps: lines, standard: items, language)
        (hasTypes, hasLooks, hasStandard, hasBasis) = (
            !types.isEmpty, !looks.isEmpty, !standard.isEmpty, !basis.isEmpty
        )
    }
}
