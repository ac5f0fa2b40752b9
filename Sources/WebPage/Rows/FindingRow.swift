import Facilities

/// The row of a finding: its short text and since when it is true, and on demand its evidence.
struct FindingRow {
    var level, symbol, levelTitle, short, text, since: String
    var figure, limit: String?
    var source, verified: String
    /// The entries of people about it, one line each.
    var life: [String]
    /// The links to the forms in which the signed-in person may act on it.
    var acts: [PageLink]

    init(_ finding: Finding, _ person: Operator? = nil, _ status: Status, time: PageTime) {
        let (language, words) = (time.language, Words.of(time.language))
        level = finding.level.rawValue
        symbol = finding.level.symbol
        levelTitle = finding.level.title[language]
        short = finding.headline(time)[language]
        text = finding.text[language]
        since = time.since(finding.since)
        let unit = finding.unit ?? .one
        figure = finding.figure.map { (finding.bound == .atLeast ? "≥ " : "") + Measure($0, unit).pageText }
        limit = finding.limit.map { Measure($0, unit).pageText }
        source = [finding.source, finding.clause].compactMap(\.self).joined(separator: " ")
        verified =
            if finding.verified { words.verified } else if finding.isUnverified { words.unverified } else { "" }
        // The names of the people are not public.
        life = [
            finding.over.map { "\(words.over) \(time.short($0))" },
            finding.acknowledged.map { "\(words.acknowledged) \(time.short($0.at))" },
            finding.rectified.map { "\(words.rectified) \(time.short($0.at))" },
            finding.shelvedUntil.map { "\(words.shelved) \(time.short($0))" },
        ].compactMap(\.self)
        acts = Self.acts(finding, person, status, language)
    }

    private static func acts(
        _ finding: Finding, _ person: Operator?, _ status: Status, _ language: Language
    ) -> [PageLink] {
        guard let person, person.mayEnter(at: status.code) else { return [] }
        let action = status.due.first { $0.rule == finding.rule }?.action
        let isTheirs = action?.record?.roles.contains(person.role) == true
        // Every finding has the link to the rectification anyway.
        let hasOwn = isTheirs && action != .putRight
        let own = hasOwn ? [action?.form(status, because: finding, language)].compactMap(\.self) : []
        let query = "?rule=\(finding.rule.percentEncoded)&cause=\(finding.cause.percentEncoded)"
        let others = [Acknowledgement.kind, Rectification.kind, Visit.kind].filter { kind in
            kind.roles.contains(person.role) && !(hasOwn && action?.record == kind)
        }
        return own
            + others.map { kind in
                .init(url: "/q/\(status.code)/do/\(kind.rawValue)\(query)", title: kind.title[language])
            }
    }
}
