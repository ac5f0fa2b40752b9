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
    /// How many are filled in where nothing that may come later is, and how many there are in all.
    var fixed, all: String

    /// - Parameter input: a form; nil is returned where its kind asks for nothing, and where a field cannot be read.
    init?(_ input: RecordInput, language: Language) {
        guard input.kind == CarbonReplacement.kind else { return nil }
        var values = input.values.filter { name, value in
            CarbonReplacement.fields.contains { $0.name == name && $0.problem(with: value) == nil }
        }
        // A form that nobody has filled in yet has no mass.
        if !values.has("mass") { values["mass"] = .number(0) }
        guard let record = try? CarbonReplacement(values) else { return nil }
        self.init(record.missing(), language: language)
    }

    init(_ missing: [LedgerItem], language: Language) {
        let all = LedgerItem.allCases.count
        title = Text(zh: "台账完整度", en: "Completeness of the ledger")[language]
        lead = Text(zh: "还差", en: "missing:")[language] + " "
        share = "\(all - missing.count)/\(all)"
        let titles = missing.map { $0.title[language] }
        lacking = titles.isEmpty ? "" : lead + titles.joined(separator: language == .zh ? "、" : ", ")
        self.all = "\(all)"
        fixed = "\(LedgerItem.allCases.count { !Self.typed.contains($0) })"
    }

    /// What the form asks for, so that the script can count it.
    static let typed: Set<LedgerItem> = [.mass, .form, .batch, .iodineReport, .spentMass, .manifest, .disposalFirm]
}
