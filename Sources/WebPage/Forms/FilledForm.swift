import Facilities

/// A form as a person filled it in, with its problems.
struct FilledForm: Sendable {
    let place: RecordPlace
    let token: FormToken
    var record: RecordInput
    /// The problems by the name of their field.
    var problems: [String: Text] = [:]
    /// The problems that belong to no field.
    var others: [Text] = []
    /// Whether the record is stored, or waits for the journal.
    var isAnswered = false
    /// What the form is about, in lines: the complaint, or the amounts in store.
    var about: [String] = []
    /// The transfer by which the spent carbon of a replacement left the site; nil if there is none.
    var transfer: WasteTransfer?
    /// The heading if it differs from that of the kind of record.
    var heading: Text?
    /// The fields for the time as they were typed.
    private var typed: [String: String] = [:]

    init(place: RecordPlace, token: FormToken, input: RecordInput, values: FieldValues) {
        (self.place, self.token, record) = (place, token, input)
        record.values = values
    }

    var isWrong: Bool { !problems.isEmpty || !others.isEmpty }

    /// Returns a field for the time as it was typed.
    func typed(_ name: String) -> String? { typed[name] }

    /// The fields that are sent with the form and not asked for.
    var hidden: [(name: String, value: String)] {
        var hidden: [(name: String, value: String)] = []
        for name in record.look.carried {
            if let value = record.values.text(name) { hidden.append((name, value)) }
        }
        if let original = record.original { hidden.append((RecordInput.originalField, original.description)) }
        return hidden
    }

    /// Whether the form completes or corrects a record.
    var isCompleting: Bool { record.values.has("corrects") }

    /// Returns the heading. A form that completes a record names its day.
    func title(_ time: PageTime) -> Text {
        guard isCompleting, let original = record.original else { return heading ?? record.look.title }
        let day = original.day(utcOffset: time.utcOffset)
        return Text(
            zh: "补充、更正\(time.day(day, .zh))的记录", en: "Add to the record of \(time.day(day, .en)), or correct it")
    }

    /// Fills in the values of the record that this one will replace. The photographs stay with the original.
    mutating func take(_ original: Record, _ time: PageTime) {
        let photographs = Set(place.kind.type.fields.filter(\.isPhotographs).map(\.name))
        let its = original.body.values.filter { name, value in
            !value.isBlank && name != "id" && name != "wasteCode" && !photographs.contains(name)
        }
        // Values that were remembered from an earlier record do not belong to this one.
        record.values = record.look.presets.merging(its) { _, its in its }
        record.values["corrects"] = .text(original.nameToCorrect)
        record.original = original.at
        let day = original.at.day(utcOffset: time.utcOffset)
        let today = token.opened.day(utcOffset: time.utcOffset)
        (typed["at"], typed["atDay"]) = (day == today ? day.description : "other", day.description)
        about.append(
            Text(
                zh: "已填的都在，补上缺的。照片留在原记录里，这里只加新的。新换的炭请另行登记。",
                en:
                    "What was entered is there: add what is missing. Its photographs stay with it; only new ones go here. Enter carbon that was replaced again by itself."
            )[time.language])
    }

    /// Takes the fields for the time as they were typed.
    mutating func take(_ input: FormInput) {
        for name in ["at", "atDay", "atTime"] { typed[name] = input.text(name) }
    }

    /// Stores the photographs that were sent, so that they need not be sent again if something else is wrong.
    mutating func takePhotographs(_ input: FormInput, _ site: PageSite, _ visitor: Visitor) async {
        for field in record.look.fields(of: place.kind) {
            guard case .photographs(let most) = field.content, let files = input.files[field.name] else { continue }
            var ids = record.values[field.name].flatMap([PhotographID].init) ?? []
            guard ids.count + files.count <= most else {
                problems[field.name] = Text(zh: "最多\(most)张照片", en: "At most \(most) photographs")
                continue
            }
            for file in files {
                switch await site.door.take(file, isPublic: place.kind.isPublic, from: visitor.address) {
                case .kept(let id): if !ids.contains(id) { ids.append(id) }
                case .refused(let text): problems[field.name] = text
                }
            }
            record.values[field.name] = ids.isEmpty ? nil : ids.fieldValue
        }
    }

    /// Takes the answer to the record.
    mutating func take(_ answer: Answer) {
        guard case .refused(let found) = answer else {
            isAnswered = true
            return
        }
        take(found)
    }

    /// Assigns each problem to its field.
    mutating func take(_ found: [RecordProblem]) {
        // Hidden fields have no place at which a problem could be shown.
        let shown = record.look.fields(of: place.kind).filter { !record.look.carried.contains($0.name) }
        let names = shown.map(\.name) + ["at"]
        for problem in found {
            if problem.field == "occurred" {
                problems["occurrence"] = problem.pageText
            } else if names.contains(problem.field) {
                problems[problem.field] = problem.pageText
            } else {
                others.append(problem.pageText)
            }
        }
    }

    /// Returns the address that shows the answer.
    func donePath(_ site: PageSite) -> String {
        guard place.kind == Complaint.kind else {
            return "/q/\(place.code)/done/\(place.kind.rawValue)/\(token.value(for: place.purpose, site.door))"
        }
        let number = token.complaintNumber(site)
        return "/c/\(number)?key=\(ComplaintKey(number, site.door).value)&id=\(token.id)"
    }
}

extension FilledForm {
    /// Returns the ledger's item for a field; nil if the ledger does not ask for it, or if a transfer has already
    /// given it.
    func asked(_ field: RecordField) -> LedgerItem? {
        guard place.kind == CarbonReplacement.kind, let item = LedgerItem(rawValue: field.name) else { return nil }
        return transfer != nil && item.isOfWaste ? nil : item
    }

    /// The name under which a phone stores what was typed. Forms that complete different records have different
    /// names.
    var draftKey: String {
        [place.path, record.values.text("corrects"), record.values.text("id")].compactMap(\.self).joined(separator: " ")
    }
}
