/// The registration of a machine (编码登记).
public struct Registration: RecordContent {
    public static let kind = RecordKind(
        "registration", "机械编码登记", "machine registered", at: [.nonroadMachinery], broker: .ifNamed)

    /// The registration number (环保登记号码).
    public var number: String
    /// The disclosure number (环保信息公开编号): 24 characters, where the machine has one.
    public var disclosure: String?
    /// The photographs of the machine's plate, the engine's plate and the environmental label, and of the whole
    /// machine.
    public var photographs: [PhotographID]?

    public init(number: String, disclosure: String? = nil) {
        self.number = number
        self.disclosure = disclosure
    }

    public init() { self.init(number: "") }

    public static let form: [BoundField<Self>] = [
        .required("number", "环保登记号码", "registration number", \.number, .text(24)),
        .optional("disclosure", "环保信息公开编号", "disclosure number", \.disclosure, .text(24)),
        .optional("photographs", "照片", "photographs", \.photographs, .photographs(4)),
    ]
}
