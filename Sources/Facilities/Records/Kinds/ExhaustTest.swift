/// A test of a machine's exhaust by GB 36886-2018.
public struct ExhaustTest: RecordContent {
    public static let kind = RecordKind("exhaustTest", "排气检测", "exhaust tested", at: [.nonroadMachinery])

    /// The light absorption coefficient, 1/m: the mean of the last three free accelerations.
    public var smoke: Double
    /// The Ringelmann number (林格曼黑度), 0 to 5.
    public var ringelmann: Double?
    /// The number of the testing body's report.
    public var report: String?
    /// The testing body or firm.
    public var firm: String?
    /// The photographs of the report and of the machine's plate.
    public var photographs: [PhotographID]?

    public init(smoke: Double, ringelmann: Double? = nil, report: String? = nil) {
        self.smoke = smoke
        self.ringelmann = ringelmann
        self.report = report
    }

    public init() { self.init(smoke: 0) }

    public static let form: [BoundField<Self>] = [
        .required("smoke", "光吸收系数", "light absorption", \.smoke, .number(0...30, .perMetre)),
        .optional("ringelmann", "林格曼黑度", "Ringelmann number", \.ringelmann, .number(0...5, .one)),
        .optional("report", "检测报告编号", "report of the test", \.report, .text(60)),
        .optional("firm", "检测单位", "testing body or firm", \.firm, .text(100)),
        .optional("photographs", "照片", "photographs", \.photographs, .photographs(3)),
    ]
}
