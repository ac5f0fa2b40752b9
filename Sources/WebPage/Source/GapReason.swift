public import Facilities

/// The reason why a channel had no usable value, as far as the journal shows it. Nothing is guessed.
public enum GapReason: Hashable, Sendable {
    /// A record announced the work.
    case maintenance, calibrating
    /// The last run of the gateway ended without a shutdown, and the ledger notes a possible power cut.
    case power
    /// The gateway's computer started, and the journal has nothing of the time before.
    case restarted
    /// The account of the day has no light for that time.
    case gatewayOff
    /// An entry of the ledger records the loss.
    case lost(Loss.Reason)
    /// The journal has nothing of the device before that time, or the account of the day does not contain it.
    case notConnected
    /// The channel is read less often than once a minute, and no reading was due.
    case notDue
    /// The gateway ran, and the device returned no value.
    case silent
    /// The device returned values, but none of this channel was usable.
    case unusable
    /// The one-minute means were deleted for space. The number of minutes is that of the hourly mean.
    case notKept
    case unknown

    /// The reason in words.
    public var title: Text {
        switch self {
        case .maintenance: Text(zh: "维护", en: "maintenance")
        case .calibrating: Text(zh: "校准", en: "calibration")
        case .power: Text(zh: "可能断电（网关上次未正常结束）", en: "power cut possible (the gateway's last run did not end cleanly)")
        case .restarted: Text(zh: "网关重新启动之前", en: "before a restart of the gateway's machine")
        case .gatewayOff: Text(zh: "网关未运行（按日结）", en: "the gateway did not run (by the account of the day)")
        case .lost(let reason):
            Text(zh: "数据缺失：\(reason.title.zh)", en: "data lost: \(reason.title.en)")
        case .notConnected: Text(zh: "设备还没有接入，或已拆除", en: "the device was not connected yet, or was removed")
        case .notDue: Text(zh: "读取间隔长于1分钟", en: "read less often than once a minute")
        case .silent: Text(zh: "网关在运行，设备没有可用数据", en: "the gateway ran, the device gave nothing that can be used")
        case .unusable: Text(zh: "设备有数据，此项不可用", en: "the device answered, this value could not be used")
        case .notKept: Text(zh: "分钟均值已因空间不足删除，原因不再可查", en: "minute means deleted for space: no reason can be looked up")
        case .unknown: Text(zh: "原因未知", en: "reason not known")
        }
    }

    /// The letter for a cell of the table.
    var sign: String {
        switch self {
        case .maintenance, .calibrating: "M"
        case .power, .restarted, .gatewayOff: "G"
        case .lost: "L"
        case .notConnected: "N"
        case .notDue: "P"
        case .silent, .unusable: "D"
        case .notKept: "S"
        case .unknown: "?"
        }
    }
}
