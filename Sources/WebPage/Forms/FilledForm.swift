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
    /// The complaint that it is about, a line each.
    var about: [String] = []
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

    /// Fills in what a record says that this one corrects.
    mutating func take(_ original: Record, utcOffset: Int) {
        let day = original.at.day(utcOffset: utcOffset)
        record.values.merge(original.body.values.filter { !$1.isBlank }) { _, its in its }
        record.values["corrects"] = original.at.fieldValue
        record.original = original.at
        let today = token.opened.day(utcOffset: utcOffset)
        (typed["at"], typed["atDay"]) = (day == today ? day.description : "other", day.description)
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
        let names = record.look.fields(of: place.kind).map(\.name) + ["at"]
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
