/// The receipt that a person has read a notice (已读), once for each person and notice.
public struct NoticeReceipt: RecordContent {
    public static let kind = RecordKind(
        "noticeRead", "已读通知", "notice read", at: [], broker: .never, by: Set(Operator.Role.allCases))

    /// The id of the notice.
    public var id: String

    public init(id: String) {
        self.id = id
    }

    public init() { self.init(id: "") }

    public static let form: [BoundField<Self>] = [
        .required("id", "通知编号", "id of the notice", \.id, .text(64))
    ]
}
