/// A complaint received.
public struct Complaint: OfComplaint {
    public static let kind = RecordKind(
        "complaint", "收到投诉", "complaint received", at: [.complaintPoint], by: Set(Operator.Role.allCases),
        isPublic: true)

    public enum Category: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case odour, fume, dust, smoke, noise, other
    }

    /// Given by the person who received it; an answer and a closing refer to it.
    public var id: String
    public var text: String
    public var category: Category?
    /// Where it smells, smokes or dusts: complaints of one place are repeats.
    public var place: String?

    public init(id: String, text: String, category: Category? = nil, place: String? = nil) {
        self.id = id
        self.text = text
        self.category = category
        self.place = place
    }

    public init() { self.init(id: "", text: "") }

    public static let form: [BoundField<Self>] = [
        number(),
        .required("text", "投诉内容", "what it is about", \.text, .text(4000), personal: true),
        .optional("category", "类别", "category", \.category, .choice(Category.self)),
        .optional("place", "地点", "where", \.place, .text(200), personal: true),
    ]

    public func withoutPeople(_ pseudonym: (String) -> String) -> Complaint {
        var complaint = withoutPersonalTexts
        let place = Self.comparable(place ?? "")
        complaint.place = place.isEmpty ? nil : pseudonym(place)
        // Complaints whose places were erased are not of one place.
        if self.place == Entry.erasedText { complaint.place = pseudonym("\(Entry.erasedText) \(id)") }
        return complaint
    }

    /// Returns a place as it is compared with others: without spaces, punctuation, case and width of letters, and at most 100
    /// characters long.
    public static func comparable(_ place: String) -> String {
        let halfWidth = place.unicodeScalars.map { scalar in
            (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }
        let text = String(String.UnicodeScalarView(halfWidth)).lowercased()
        // 12-3 is not 123.
        return String(text.filter { $0.isLetter || $0.isNumber || $0 == "-" }.prefix(100))
    }
}

extension Complaint.Category {
    public var title: Text {
        switch self {
        case .odour: Text(zh: "异味", en: "odour")
        case .fume: Text(zh: "油烟", en: "cooking fume")
        case .dust: Text(zh: "扬尘", en: "dust")
        case .smoke: Text(zh: "黑烟", en: "smoke")
        case .noise: Text(zh: "噪声", en: "noise")
        case .other: Text(zh: "其他", en: "other")
        }
    }
}
