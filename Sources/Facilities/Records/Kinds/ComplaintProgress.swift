/// The progress of a complaint between its arrival and its closing.
public struct ComplaintProgress: OfComplaint {
    public static let kind = RecordKind(
        "complaintProgress", "投诉进展", "complaint in progress", at: [.complaintPoint], broker: .ifNamed,
        by: [.owner, .inspector])

    /// The state of a complaint.
    public enum State: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case inProgress, forwarded, merged, reopened

        public var title: Text {
            switch self {
            case .inProgress: Text(zh: "处理中", en: "in progress")
            case .forwarded: Text(zh: "已转交", en: "forwarded")
            case .merged: Text(zh: "已合并", en: "merged")
            case .reopened: Text(zh: "重新办理", en: "reopened")
            }
        }
    }

    public var id: String
    /// The new state.
    public var state: State
    /// The office it was forwarded to, or the complaint it was merged with. Personal.
    public var to: String?
    /// A remark. Personal.
    public var text: String?

    public init(id: String, state: State, to: String? = nil, text: String? = nil) {
        self.id = id
        self.state = state
        self.to = to
        self.text = text
    }

    public init() { self.init(id: "", state: .inProgress) }

    public static let form: [BoundField<Self>] = [
        number(),
        .required("state", "进展", "state", \.state, .choice(State.self)),
        .optional(
            "to", "转交给谁，或并入哪件投诉", "to whom it was forwarded, or with which complaint it was merged", \.to, .text(100),
            personal: true),
        .optional("text", "说明", "remark", \.text, .text(4000), personal: true),
    ]
}
