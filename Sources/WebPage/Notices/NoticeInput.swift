import Facilities

/// The form of a notice as it was filled in.
struct NoticeInput {
    var token: FormToken
    var record: RecordInput
    var problems: [String: Text] = [:]
    var others: [Text] = []

    init(_ input: FormInput, _ token: FormToken, _ site: PageSite) {
        self.token = token
        record = RecordInput(input, of: Notice.kind, opened: token.opened, utcOffset: site.utcOffset)
    }

    var isWrong: Bool { !problems.isEmpty || !others.isEmpty }

    /// Returns the draft of the notice, which has the id of its form.
    func draft(by name: String) -> RecordDraft {
        record.draft(by: name, more: ["id": .text(token.id)], now: token.opened)
    }

    /// Assigns each problem to its field, in the words of the page.
    mutating func take(_ found: [RecordProblem]) {
        let fields = record.look.fields(of: Notice.kind)
        for problem in found {
            guard let field = fields.first(where: { $0.name == problem.field }) else {
                others.append(problem.pageText)
                continue
            }
            problems[field.name] = field.pageProblem(record.values[field.name] ?? .nothing) ?? problem.pageText
        }
    }
}
