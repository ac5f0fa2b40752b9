import Facilities

/// How complete the record of a replacement is for the ledger (台账完整度), and which items are missing.
struct CompletenessView {
    var title: String
    /// The number of items that are filled in, of all: `5/9`.
    var share: String
    /// The missing items: `还差 批号、废炭重量`; empty if nothing is missing.
    var lacking: String
    /// The words before the list, for the script that counts while somebody types.
    var lead: String
    /// The number of items that the ledger asks for.
    var all: String

    /// Counts the items of a form; nil for kinds of record that the ledger asks nothing more of.
    ///
    /// - Parameters:
    ///   - input: the form. A field that cannot be read counts as missing.
    ///   - transfer: the record by which the spent carbon left the site; nil if there is none.
    init?(_ input: RecordInput, transfer: WasteTransfer?, language: Language) {
        guard input.kind == CarbonReplacement.kind else { return nil }
        var values = input.values.filter { name, value in
            CarbonReplacement.fields.contains { $0.name == name && $0.problem(with: value) == nil }
        }
        // A form that is not filled in yet has no mass.
        if !values.has("mass") { values["mass"] = .number(0) }
        guard let record = try? CarbonReplacement(values) else { return nil }
        self.init(record.missing(besides: transfer), language: language)
    }

    init(_ missing: [LedgerItem], language: Language) {
        let all = LedgerItem.allCases.count
        title = Text(zh: "台账完整度", en: "Completeness of the ledger")[language]
        lead = Text(zh: "还差", en: "missing:")[language] + " "
        share = "\(all - missing.count)/\(all)"
        let titles = missing.map { $0.title[language] }
        lacking = titles.isEmpty ? "" : lead + titles.joined(separator: Words.of(language).comma)
        self.all = "\(all)"
    }
}
