/// A record of one step of a complaint, which it names.
public protocol OfComplaint: RecordContent {
    /// The number of the complaint.
    var id: String { get set }
}

extension OfComplaint {
    static func number() -> BoundField<Self> {
        .required("id", "投诉编号", "number of the complaint", \.id, .text(40))
    }
}
