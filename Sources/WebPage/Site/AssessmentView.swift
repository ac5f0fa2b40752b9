import Facilities

/// A day's grade with the parts of its score, so that readers can add them up.
struct AssessmentView {
    var day, grade, score, measures, source, verified: String
    var parts: [Part]

    struct Part {
        var text, points: String
    }

    init(_ assessment: Assessment, words: Words, language: Language) {
        day = assessment.day.description
        grade = assessment.grade.rawValue
        score = "\(assessment.score.plainText(decimals: 1)) / 100"
        measures = assessment.measures[language]
        source = assessment.source
        verified = assessment.verified ? words.verified : words.unverified
        parts = assessment.parts.map { part in
            Part(
                text: part.text[language],
                points: "\(part.points.plainText(decimals: 1)) / \(part.of.plainText(decimals: 1))"
            )
        }
    }
}
