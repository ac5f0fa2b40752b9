import Facilities

/// The values of `ledger.mustache`, above the facilities: the month, and links to other months.
struct LedgerView {
    var words: Words
    var ledger: LedgerWords
    var title, about: String
    var month, before, after: String
    var beforeURL, tableURL, otherURL: String
    /// The address of the next month; nil if it has not begun.
    var afterURL: String?
    /// The links to the same month with other kinds of entries.
    var filters: [Filter]
    /// The sentence that the ledger contains names; nil if it does not.
    var confidential: String?
    /// The sentence that names the chosen kinds of entries; nil for all.
    var only: String?

    struct Filter {
        var title, url: String
        var isChosen: Bool
    }

    init(
        _ month: Month, _ query: OverviewQuery, _ choice: LedgerChoice, of counts: (shown: Int, all: Int), site: String,
        time: PageTime
    ) {
        (words, ledger) = (.of(time.language), .of(time.language))
        title = [site, "\(month)", ledger.title].filter { !$0.isEmpty }.joined(separator: " ")
        about = ledger.about(counts, time.now.onSite(time.utcOffset))
        (self.month, before, after) = ("\(month)", "\(month.before)", "\(month.after)")
        func url(_ path: String, _ month: Month, _ more: String? = nil) -> String {
            let asked = ["month=\(month)"] + choice.items + [more].compactMap(\.self)
            return query.url(path, nil, asked.joined(separator: "&"))
        }
        confidential = choice.isWhole ? ledger.confidential : nil
        only = ledger.only(choice)
        let usual = ledger.usual
        filters = choice.others.map { other in
            let asked = (["month=\(month)"] + other.items).joined(separator: "&")
            return Filter(
                title: other.only.map { $0.title[time.language] } ?? usual, url: query.url("/ledger", nil, asked),
                isChosen: other == choice)
        }
        beforeURL = url("/ledger", month.before)
        afterURL = month.after.days.lowerBound <= time.today ? url("/ledger", month.after) : nil
        tableURL = url("/ledger.csv", month)
        otherURL = url("/ledger", month, "lang=\(words.otherTag)")
    }
}
