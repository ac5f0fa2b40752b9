/// The rating of a complaint's closing by the person who complained. `dissatisfied` opens it again.
public struct ComplaintRating: OfComplaint {
    public static let kind = RecordKind(
        "complaintRating", "评价办理结果", "closing of a complaint rated", at: [.complaintPoint], broker: .ifNamed, by: [],
        isPublic: true)

    /// The three ratings.
    public enum Rating: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case satisfied, fair, dissatisfied

        public var title: Text {
            switch self {
            case .satisfied: Text(zh: "满意", en: "satisfied")
            case .fair: Text(zh: "一般", en: "fair")
            case .dissatisfied: Text(zh: "不满意", en: "not satisfied")
            }
        }
    }

    public var id: String
    /// The rating that the person chose.
    public var rating: Rating

    public init(id: String, rating: Rating) {
        self.id = id
        self.rating = rating
    }

    public init() { self.init(id: "", rating: .fair) }

    public static let form: [BoundField<Self>] = [
        number(),
        .required("rating", "满意吗", "rating", \.rating, .choice(Rating.self)),
    ]
}
