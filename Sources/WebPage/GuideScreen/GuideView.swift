import Facilities

/// The values of `guide.mustache`: one guide in one language, for one type of device, with the present ticks.
struct GuideView {
    var words: Words
    var labels: GuideWords
    var title: String
    /// The address of the same page in the other language.
    var otherURL: String
    var warnings, moreWarnings: LineList?
    var types: [TypeLink]
    var steps: LineList
    var looks: [LookView]
    var standard: [Checks]
    var sections: [LineList]
    var why: LineList?
    var basis: [BasisView]
    /// The links to the form before the first step and to the form after the last; nil for none.
    var start, record: PageLink?
    /// The link to the page of the facility.
    var back: PageLink?

    struct TypeLink {
        var url, title: String
        var isChosen: Bool
    }

    // A template cannot test whether a list is empty.
    var hasTypes: Bool
    var hasLooks: Bool
    var hasStandard: Bool
    var hasBasis: Bool

    /// The number of warnings that are shown unfolded.
    static let warningsShown = 3

    /// - Parameters:
    ///   - path: the address of the page without its query.
    ///   - type: the type of purifier that the reader chose. If it is nil or the guide does not have it, the first
    ///     type is shown.
    ///   - start: the link to the form that starts the work. Without it no step mentions its button.
    ///   - record: the link to the form in which the work is entered.
    ///   - back: the link to the page of the facility.
    ///   - ticks: the present state of lines of the standard. A line without a tick is shown as unknown.
    init(
        _ guide: Guide, path: String, type: PurifierType? = nil, ticks: [StandardTick] = [], start: PageLink? = nil,
        record: PageLink? = nil, back: PageLink? = nil, language: Language
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
        let items = guide.standard.filter { $0.applies(to: variant?.id) }
        standard = [.person, .gateway].compactMap { Checks(items, by: $0, ticks: ticks, language) }
        sections = guide.sections.compactMap { LineList($0.lines, language, title: $0.title[language]) }
        why = LineList(guide.why, language)
        basis = BasisView.all(guide, steps: lines, standard: items, language)
        (hasTypes, hasLooks, hasStandard, hasBasis) = (
            !types.isEmpty, !looks.isEmpty, !standard.isEmpty, !basis.isEmpty
        )
    }
}
