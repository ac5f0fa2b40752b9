import Facilities

extension GuideView {
    /// One look at carbon: what to do, and three cards to compare the carbon with.
    struct LookView {
        var title, act: String
        var mark: String?
        var cards: [Card]

        init(_ look: Guide.Look, _ labels: GuideWords, _ language: Language) {
            title = look.title[language]
            act = look.act[language]
            mark = look.basis.mark(language)
            cards = CarbonInspection.Grade.allCases.map { Card(look, $0, labels, language) }
        }
    }

    /// A card that shows carbon of one grade.
    struct Card {
        var grade, style, svg, words: String

        init(_ look: Guide.Look, _ grade: CarbonInspection.Grade, _ labels: GuideWords, _ language: Language) {
            (self.grade, style, words) =
                switch grade {
                case .good: (labels.good, "done", look.good[language])
                case .doubtful: (labels.doubtful, "waiting", look.doubtful[language])
                case .bad: (labels.bad, "failed", look.bad[language])
                }
            svg = grade.drawing(of: look.id).map { $0.svg(title: $0.caption[language]) } ?? ""
        }
    }
}
