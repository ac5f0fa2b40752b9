/// A platform of a bureau has set something of its uplink, by HJ 212. The gateway enters it by itself, and a start takes the newest ones again.
public struct PlatformSetting: RecordContent {
    public static let kind = RecordKind(
        "platformSetting", "平台设定", "set by a platform", at: [], broker: .never, by: [])

    public enum Item: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        /// The seconds until a packet without an answer is sent again.
        case overTime
        /// The number of resends.
        case reCount
        /// The seconds between two packets of current values.
        case rtdInterval
        /// The minutes of a mean.
        case minInterval
        /// Whether current values are sent: 1, or 0 for not.
        case realtimeSent
        /// Whether the states of treatment are sent: 1, or 0 for not.
        case statesSent
    }

    /// The name of the uplink.
    public var platform: String
    public var item: Item
    public var value: Double
    /// The value in the configuration. If that changes later, the configuration counts again.
    public var configured: Double

    public init(platform: String, _ item: Item, _ value: Int, configured: Int) {
        (self.platform, self.item) = (platform, item)
        (self.value, self.configured) = (Double(value), Double(configured))
    }

    public init() { self.init(platform: "", .overTime, 0, configured: 0) }

    public static let form: [BoundField<Self>] = [
        .required("platform", "上报通道", "the uplink", \.platform, .text(32)),
        .required("item", "设定项", "what was set", \.item, .choice(Item.self)),
        .required("value", "设定值（秒、次或分钟）", "to what (seconds, times or minutes)", \.value, .number(0...3600, .one)),
        .required("configured", "配置文件中的值", "what the configuration says", \.configured, .number(0...3600, .one)),
    ]
}

extension PlatformSetting.Item {
    public var title: Text {
        switch self {
        case .overTime: Text(zh: "超时时间", en: "time-out")
        case .reCount: Text(zh: "重发次数", en: "resends")
        case .rtdInterval: Text(zh: "实时数据间隔", en: "interval of current values")
        case .minInterval: Text(zh: "分钟数据间隔", en: "interval of means")
        case .realtimeSent: Text(zh: "上报实时数据（1是0否）", en: "current values sent (1 or 0)")
        case .statesSent: Text(zh: "上报运行状态（1是0否）", en: "states sent (1 or 0)")
        }
    }
}
