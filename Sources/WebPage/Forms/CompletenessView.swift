import Facilities

/// How complete the ledger's record of a replacement is (台账完整度), and what it lacks.
struct CompletenessView {
    var title: String
    /// `5/9`
    var share: String
    /// `还差 批号、废炭重量`; empty where nothing is missing.
    var lacking: String
    /// What is said before the list, for the script that counts while somebody types.
    var lead: String
    /// How many the ledger asks for.
    var all: String

    /// Nil is returned where the kind asks for nothing.
    ///
    /// - Parameters:
    ///   - input: a form. A field that cannot be read counts as missing.
    ///   - transfer: the transfer by which the spent carbon left; nil for none.
    init?(_ input: RecordInput, besides transfer: WasteTransfer?, language: Language) {
        guard input.kind == CarbonReplacement.kind else { return nil }
        var values = input.values.filter { name, value in
            CarbonReplacement.fields.contains { $0.name == name && $0.problem(with: value) == nil }
        }
        // A form that nobody has filled in yet has no mass.
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

extension FilledForm {
    /// What the ledger calls a field that it asks for; nil for others, and for what a transfer has told.
    func asked(_ field: RecordField) -> LedgerItem? {
        guard place.kind == CarbonReplacement.kind, let item = LedgerItem(rawValue: field.name) else { return nil }
        return transfer != nil && item.isOfWaste ? nil : item
    }

    /// Under which name a phone keeps what was typed: what completes one record is no draft of another.
    var draftKey: String {
        [place.path, record.values.text("corrects"), record.values.text("id")].compactMap(\.self).joined(separator: " ")
    }
}
