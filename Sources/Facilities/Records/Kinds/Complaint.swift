/// A complaint that came in.
public struct Complaint: OfComplaint {
    public static let kind = RecordKind(
        "complaint", "收到投诉", "complaint received", at: [.complaintPoint], by: Set(Operator.Role.allCases),
        isPublic: true)

    /// The number that its receiver gave it; an answer and a closing refer to it.
    public var id: String
    /// The subject; nil where photographs show it. Personal.
    public var text: String?
    /// The category; nil where nobody chose one.
    public var category: ComplaintCategory?
    /// The place of the smell, smoke or dust: complaints from one place are repeats. Personal.
    public var place: String?
    /// The time in words; nil where nobody chose one.
    public var occurrence: Occurrence?
    /// The time at which the person noticed it, where they gave one. Deadlines count from the time of the record, at
    /// which it came in.
    public var occurred: Timestamp?
    /// The photographs that show it.
    public var photographs: [PhotographID]?
    /// The number to which the person wants the result. Never shown. Personal.
    public var phone: String?

    /// The time at which the person noticed it, in words.
    public enum Occurrence: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case now, earlier, often
    }

    public init(id: String, text: String?, category: ComplaintCategory? = nil, place: String? = nil) {
        self.id = id
        self.text = text
        self.category = category
        self.place = place
    }

    public init() { self.init(id: "", text: nil) }

    public static let form: [BoundField<Self>] = [
        number(),
        .optional("text", "投诉内容", "what it is about", \.text, .text(4000), personal: true),
        .optional("category", "类别", "category", \.category, .choice(ComplaintCategory.self)),
        .optional("place", "地点", "where", \.place, .text(200), personal: true),
        .optional("occurrence", "什么时候", "when it is noticed", \.occurrence, .choice(Occurrence.self)),
        .optional("occurred", "发生时间", "time at which it happened", \.occurred, .time),
        .optional("photographs", "照片", "photographs", \.photographs, .photographs(3)),
        .optional("phone", "手机号", "phone number", \.phone, .text(20), personal: true),
    ]

    /// Returns the problems of a complaint without a subject, and of one about the future.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        var problems: [RecordProblem] = []
        if !values.has("text"), !values.has("photographs") { problems.append(.nothingSaid) }
        if let occurred = values.time("occurred"), occurred > now + .minutes(5) {
            let text = Text(zh: "发生时间（occurred）不能晚于现在", en: "time at which it happened (occurred) is in the future")
            problems.append(RecordProblem("occurred", text))
        }
        return problems
    }

    /// Returns the complaint with a pseudonym of its place, so that rules can count repeats.
    public func withoutPeople(_ pseudonym: (String) -> String) -> Complaint {
        var complaint = withoutPersonalTexts
        let place = Self.comparable(place ?? "")
        complaint.place = place.isEmpty ? nil : pseudonym(place)
        // Complaints whose places were erased are not of one place.
        if self.place == Erasure.placeholder { complaint.place = pseudonym("\(Erasure.placeholder) \(id)") }
        return complaint
    }

    /// Returns a place as it is compared with others: without spaces, punctuation, case and width of letters, and at
    /// most 100 characters long.
    public static func comparable(_ place: String) -> String {
        let halfWidth = place.unicodeScalars.map { scalar in
            (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }
        let text = String(String.UnicodeScalarView(halfWidth)).lowercased()
        // 12-3 is not 123.
        return String(text.filter { $0.isLetter || $0.isNumber || $0 == "-" }.prefix(100))
    }
}

extension RecordProblem {
    fileprivate static let nothingSaid = RecordProblem(
        "text",
        Text(
            zh: "投诉内容（text）必须填写，除非有照片：应为1至4000个字符的文字",
            en: "what it is about (text) is missing: text of 1 to 4000 characters, unless there is a photograph"))
}

extension Complaint.Occurrence {
    public var title: Text {
        switch self {
        case .now: Text(zh: "现在", en: "now")
        case .earlier: Text(zh: "今天早些时候", en: "earlier today")
        case .often: Text(zh: "经常", en: "often")
        }
    }
}

extension ComplaintCategory: FieldChoice {}
