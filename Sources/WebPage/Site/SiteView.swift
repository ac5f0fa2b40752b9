import Facilities

/// The part of a building site's page about its grades and measures.
struct SiteView {
    var siteTitle: String
    /// The score up to now, or a sentence that there are not enough data.
    var soFar: String
    var graded: Graded?
    /// The sentence that no day has been graded; nil if one has.
    var ungraded: String?
    var measuresTitle, noMeasures: String
    var doneToday: [Done]
    var hasDone: Bool

    /// The newest graded day.
    struct Graded {
        var gradeTitle, day, grade, score, measures, source, verified: String
        /// The reasons of lost points in a sentence; nil if only the points are known.
        var lost: String?
        var better: String?
        var partsTitle: String
        var parts: [AssessmentView.Part]
    }

    struct Done {
        var doneAt, what: String
        var effect: String?
    }

    /// Nil for a facility that is no building site.
    init?(_ detail: FacilityDetail, time: PageTime) {
        guard detail.status.kind == .dustSite else { return nil }
        let (language, words) = (time.language, Words.of(time.language))
        let facts = detail.site ?? SiteFacts()
        siteTitle = words.grade
        let today = time.now.day(utcOffset: time.utcOffset)
        let score = facts.scores.last { $0.day == today }.flatMap { DustScoreWords(score: $0, time: time).soFar }
        soFar = score?[language] ?? Text.tooFewData[language]
        graded = detail.status.assessment.map { Graded($0, facts, time) }
        ungraded = graded == nil ? Text(zh: "还没有评过级", en: "No day was graded yet")[language] : nil
        measuresTitle = Text(zh: "今天的措施", en: "Measures done today")[language]
        noMeasures = Text(zh: "今天还没有登记措施", en: "No measure was entered today")[language]
        doneToday = facts.today.compactMap { Done($0, facts, time) }
        hasDone = !doneToday.isEmpty
    }
}

extension SiteView.Graded {
    fileprivate init(_ assessment: Assessment, _ facts: SiteFacts, _ time: PageTime) {
        let language = time.language
        let view = AssessmentView(assessment, words: .of(language), language: language)
        (day, grade, score, measures) = (view.day, view.grade, view.score, view.measures)
        (source, verified, parts) = (view.source, view.verified, view.parts)
        gradeTitle = Text(zh: "等级", en: "Grade")[language]
        partsTitle = Text(zh: "分数怎么算", en: "How the score is made")[language]
        let words = facts.scores.first { $0.day == assessment.day }.map { DustScoreWords(score: $0, time: time) }
        lost = words?.whole[language]
        better = words?.better(than: assessment.grade)?[language]
    }
}

extension SiteView.Done {
    fileprivate init?(_ kept: KeptEntry, _ facts: SiteFacts, _ time: PageTime) {
        guard case .record(let record) = kept.content, let measure = record.body as? SiteMeasure else { return nil }
        let language = time.language
        doneAt = time.short(record.at)
        let items = SiteMeasure.Item.allCases.filter(measure.measures.contains).map { $0.title[language] }
        let place = measure.place.map { $0.title[language] }
        what = [items.joined(separator: Words.of(language).comma), place].compactMap(\.self).joined(separator: " · ")
        effect = kept.effect(facts)?[language]
    }
}

extension KeptEntry {
    /// Returns the change of dust after the measures of this record; nil if it is not known.
    func effect(_ facts: SiteFacts?) -> Text? {
        guard let effect = facts?.effects[sequence], case .record(let record) = content,
            let measure = record.body as? SiteMeasure
        else { return nil }
        return effect.text(measure.measures)
    }
}

extension Text {
    fileprivate static let tooFewData = Text(
        zh: "今天到现在：数据不足75%，不评分", en: "Today so far: data for less than 75 % of it, no score")
}
