/// The closing of a complaint.
public struct ClosedComplaint: OfComplaint {
    public static let kind = RecordKind(
        "complaintClosing", "办结投诉", "complaint closed", at: [.complaintPoint], broker: .ifNamed,
        by: [.owner, .inspector])

    public var id: String
    /// The answer, or what was done. Personal.
    public var text: String
    /// The photographs that show it.
    public var photographs: [PhotographID]?

    public init(id: String, text: String) {
        self.id = id
        self.text = text
    }

    public init() { self.init(id: "", text: "") }

    public static let form: [BoundField<Self>] = [
        number(),
        .required("text", "答复或办结内容", "what was answered or done", \.text, .text(4000), personal: true),
        .optional("photographs", "照片", "photographs", \.photographs, .photographs(3)),
    ]
}
