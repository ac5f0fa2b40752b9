import Facilities

/// The row of a record, with its amounts and the role of the person, but never their name. Texts are shown only to
/// people who answer complaints.
struct RecordRow {
    var time, kind: String
    var amounts: [String]
    var who: String
    /// The text, place and phone number of a complaint, for people who answer complaints.
    var texts: [String]
    var photographs: [PageLink]
    /// The link to the form that completes or corrects it; nil for people who may not.
    var correction: PageLink?
    /// The sentence in place of deleted photographs; nil if none were deleted.
    var removed: String?
    /// The change of measured values after a measure; nil if there are no data.
    var effect: String?

    /// - Parameters:
    ///   - person: the reader. Photographs are for people with a role.
    ///   - removed: the photographs that were deleted.
    ///   - isWhole: whether document numbers are shown also without a role, as in an inspector's ledger.
    init(
        _ kept: KeptEntry, _ record: Record, _ person: Operator?, removed: Set<PhotographID> = [],
        isWhole: Bool = false,
        time: PageTime
    ) {
        let language = time.language
        self.time = time.short(record.at)
        kind = record.kind.title[language]
        let values = record.body.values
        let isForAll = Self.mayEnter(person, at: kept.facility)
        let numbers = Self.numbers[record.kind] ?? []
        let hidden = isForAll || isWhole ? [] : numbers
        amounts = record.kind.type.fields.compactMap { field in
            guard !field.isPersonal, !hidden.contains(field.name), let value = values[field.name] else { return nil }
            return field.correction(value, time) ?? field.shown(value, language)
        }
        who = record.origin.who[language]
        texts = record.isRead(by: person) ? record.texts(language, time) : []
        correction = Self.correction(kept, record, person, language)
        guard let code = kept.facility, isForAll else {
            photographs = []
            return
        }
        photographs = record.photographs.enumerated().compactMap { index, id in
            guard !removed.contains(id) else { return nil }
            let title = Text(zh: "照片\(index + 1)", en: "photograph \(index + 1)")
            return .init(url: "/q/\(code)/photograph/\(kept.sequence)/\(id)", title: title[language])
        }
        let gone = record.photographs.count - photographs.count
        guard gone > 0 else { return }
        let text = Text(zh: "照片已删除（\(gone)张）", en: "photographs deleted: \(gone)")
        self.removed = text[language]
    }
}

extension RecordRow {
    /// The fields of a machine's records that only people with a role may see.
    private static let numbers: [RecordKind: Set<String>] = [
        Registration.kind: ["number", "disclosure"], ExhaustTest.kind: ["report"],
    ]

    /// Whether a person may enter records at a facility; false for the public, and for records of the whole gateway.
    private static func mayEnter(_ person: Operator?, at code: Facility.Code?) -> Bool {
        guard let person, let code else { return false }
        return person.mayEnter(at: code)
    }

    private static func correction(
        _ kept: KeptEntry, _ record: Record, _ person: Operator?, _ language: Language
    ) -> PageLink? {
        guard let code = kept.facility, let person, person.mayEnter(at: code), record.kind.roles.contains(person.role),
            CompletedRecord.isPossible(for: record.kind)
        else { return nil }
        return .init(
            url: "/q/\(code)/do/\(record.kind.rawValue)?\(CompletedRecord.field)=\(kept.sequence)",
            title: Text(zh: "补充、更正", en: "Add or correct")[language])
    }
}

extension Origin? {
    /// The role in which a record was entered, or the way on which it came.
    fileprivate var who: Text {
        switch self {
        case nil: Text(zh: "身份未核实", en: "not verified who")
        case let origin? where origin.role != nil: origin.role!.title
        case let origin? where origin.from == "local": Text(zh: "网关上登记", en: "on the gateway")
        case let origin? where origin.from == "page": Text(zh: "公众", en: "the public")
        case let origin?: Text(zh: "由 \(origin.from) 上报", en: "by uplink \(origin.from)")
        }
    }
}

extension RecordField {
    /// Returns which record was corrected, if it is named by its time; nil for other fields and other names.
    fileprivate func correction(_ value: FieldValue, _ time: PageTime) -> String? {
        guard name == "corrects", let original = Timestamp(rfc3339: value.pageText) else { return nil }
        // The day is shown also for today, since a printed ledger is read later.
        let shown = original.onSite(utcOffset: time.utcOffset).replacing("T", with: " ")
        return Text(zh: "补充或更正 \(shown) 的记录", en: "adds to the record of \(shown), or corrects it")[time.language]
    }

    /// Returns the title and value of a field: `装填量 1000 kg`; nil for fields that are not shown.
    fileprivate func shown(_ value: FieldValue, _ language: Language) -> String? {
        switch (content, value) {
        case (.number(_, let unit), .number(let number)):
            "\(title[language]) \(Measure(number, unit).pageText)"
        case (.choice(let options), .text(let text)):
            options.first { $0.value == text }.map { "\(title[language]) \($0.title[language])" }
        case (.choices(let options), .list(let values)):
            "\(title[language]) \(options.titles(of: values, language))"
        case (.text(let longest), .text(let text)) where longest <= 60 && name != "id" && name != "cause":
            "\(title[language]) \(text)"
        default: nil
        }
    }
}

extension [RecordField.Option] {
    /// Returns the titles of the chosen options, in the order of the options.
    fileprivate func titles(of values: [String], _ language: Language) -> String {
        let chosen = filter { values.contains($0.value) }
        return chosen.map { $0.title[language] }.joined(separator: language == .zh ? "、" : ", ")
    }
}

extension Record {
    /// Whether a person may read the texts of this complaint. Only people who answer complaints may.
    func isRead(by person: Operator?) -> Bool {
        body is any OfComplaint && person?.answersComplaints ?? false
    }

    /// Returns the texts and times with their titles: `地点 3楼301`.
    func texts(_ language: Language, _ time: PageTime) -> [String] {
        let values = body.values
        return kind.type.fields.compactMap { field in
            guard let text = values.text(field.name), !text.isEmpty else { return nil }
            switch field.content {
            case .text: return field.isPersonal || field.name == "id" ? "\(field.title[language]) \(text)" : nil
            case .time: return Timestamp(rfc3339: text).map { "\(field.title[language]) \(time.full($0))" }
            case .number, .choice, .choices, .photographs, .texts, .objects: return nil
            }
        }
    }
}
