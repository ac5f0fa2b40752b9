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

/// The values of `ledgerFacility.mustache`: a facility and its entries of the month.
struct LedgerFacilityView {
    var ledger: LedgerWords
    var name, code, kind: String
    var mark: String
    /// The present status of the facility; nil for the gateway itself.
    var now: String?
    var rows: [LedgerRow]
    var hasRows: Bool
    /// The sentence in place of entries, or after them; nil for none.
    var remark: String?
    /// Whether all entries are listed.
    var isWhole: Bool
    /// The number of the facility, of all: `3/30`. It shows that a page that ends early is incomplete.
    var place = ""

    /// - Parameters:
    ///   - entries: nil if the journal cannot be read.
    ///   - isCut: whether there are more entries.
    ///   - facility: nil for the gateway itself.
    ///   - choice: the kinds that were read, and whether the reader is an inspector.
    init(_ facility: ListedFacility?, _ entries: [KeptEntry]?, isCut: Bool, _ choice: LedgerChoice, time: PageTime) {
        let language = time.language
        ledger = .of(language)
        if let facility {
            let status = facility.status
            let headline = Headline(status, time: time)
            (name, code) = (status.name, status.code.description)
            kind = [facility.group, status.kind.title[language]].filter { !$0.isEmpty }.joined(separator: " · ")
            mark = FacilityMark(status).html(language)
            let light = FacilityMark(status).title[language]
            let reason = headline.text[language]
            let shown = reason == light ? light : "\(light) · \(reason)"
            now = "\(shown) · \(time.since(headline.since))"
        } else {
            (name, code, kind, mark) = (ledger.gateway, "", ledger.gatewayKind, "")
        }
        rows = (entries ?? []).compactMap { LedgerRow($0, isWhole: choice.isWhole, time: time) }
        hasRows = !rows.isEmpty
        isWhole = entries != nil && !isCut
        if entries == nil {
            remark = ledger.unreadable
        } else if isCut {
            remark = ledger.cut(rows.count)
        } else if rows.isEmpty {
            remark = ledger.noEntries(choice)
        }
    }
}

/// The values of `ledgerEnd.mustache`, below all facilities.
struct LedgerEndView {
    var total: String
}
