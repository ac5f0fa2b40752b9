import Facilities

/// A form as somebody filled it in, with what is wrong with it.
struct FilledForm: Sendable {
    let place: RecordPlace
    let token: FormToken
    var record: RecordInput
    var problems: [String: Text] = [:]
    /// What is wrong with no field of its own.
    var others: [Text] = []
    var isAnswered = false
    /// What it is about, a line each: a complaint, what is in store.
    var about: [String] = []
    /// The transfer by which the spent carbon of a replacement left that is completed.
    var transfer: WasteTransfer?
    /// What the form is called, where that is not what its kind is called.
    var heading: Text?
    /// The fields that say when, as they were typed.
    private var typed: [String: String] = [:]

    init(place: RecordPlace, token: FormToken, input: RecordInput, values: FieldValues) {
        (self.place, self.token, record) = (place, token, input)
        record.values = values
    }

    var isWrong: Bool { !problems.isEmpty || !others.isEmpty }

    func typed(_ name: String) -> String? { typed[name] }

    /// What the form sends on without asking for it.
    var hidden: [(name: String, value: String)] {
        let carried = record.look.carried.compactMap { name in record.values.text(name).map { (name, $0) } }
        return carried + (record.original.map { [(RecordInput.originalField, $0.description)] } ?? [])
    }

    /// Whether it takes the place of a record.
    var isCompleting: Bool { record.values.has("corrects") }

    /// What the form is called: one that completes a record says which.
    func title(_ time: PageTime) -> Text {
        guard isCompleting, let original = record.original else { return heading ?? record.look.title }
        let day = original.day(utcOffset: time.utcOffset)
        return Text(
            zh: "补充、更正\(time.day(day, .zh))的记录", en: "Add to the record of \(time.day(day, .en)), or correct it")
    }

    /// Fills in what a record says in whose place this one will stand. Its photographs stay with it.
    mutating func take(_ original: Record, _ time: PageTime) {
        let photographs = Set(place.kind.type.fields.filter(\.isPhotographs).map(\.name))
        let its = original.body.values.filter { name, value in
            !value.isBlank && name != "id" && name != "wasteCode" && !photographs.contains(name)
        }
        // What was remembered of an earlier one is not of this one.
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

    mutating func take(_ input: FormInput) {
        for name in ["at", "atDay", "atTime"] { typed[name] = input.text(name) }
    }

    /// Keeps the photographs that came, so that nobody has to send them again where something else is wrong.
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

    mutating func take(_ answer: Answer) {
        guard case .refused(let found) = answer else {
            isAnswered = true
            return
        }
        take(found)
    }

    /// Puts each problem to its field.
    mutating func take(_ found: [RecordProblem]) {
        // What is sent unseen has no place of its own at which a problem could stand.
        let names = record.look.fields(of: place.kind).map(\.name).filter { !record.look.carried.contains($0) } + ["at"]
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

    /// Where it says what became of it.
    func donePath(_ site: PageSite) -> String {
        guard place.kind == Complaint.kind else {
            return "/q/\(place.code)/done/\(place.kind.rawValue)/\(token.value(for: place.purpose, site.door))"
        }
        let number = token.complaintNumber(site)
        return "/c/\(number)?key=\(ComplaintKey(number, site.door).value)&id=\(token.id)"
    }
}
