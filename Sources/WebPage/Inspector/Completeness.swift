public import Facilities

/// In how many minutes of each day of a month each channel had a value that can be used, and why it had none in the others.
public struct Completeness: Hashable, Sendable {
    /// The days that have begun.
    public var days: [Day]
    public var channels: [OfChannel]

    public init(days: [Day], channels: [OfChannel]) { (self.days, self.channels) = (days, channels) }

    public struct OfChannel: Hashable, Sendable {
        public var id: Channel.ID
        /// Where it measures; empty where nobody said.
        public var place: String
        public var days: [OfDay]

        public init(_ id: Channel.ID, place: String, days: [OfDay]) {
            (self.id, self.place, self.days) = (id, place, days)
        }
    }

    public struct OfDay: Hashable, Sendable {
        public var day: Day
        /// Minutes with a good value.
        public var minutes: Int
        /// Minutes of the day that are over: 1440, but fewer of today.
        public var of: Int
        /// The others, by reason, the longest first.
        public var gaps: [Gap]

        public init(_ day: Day, minutes: Int, of: Int, gaps: [Gap]) {
            (self.day, self.minutes, self.of, self.gaps) = (day, minutes, of, gaps)
        }
    }

    /// Minutes of a day without a value, for one reason.
    public struct Gap: Hashable, Sendable {
        public var reason: GapReason
        public var minutes: Int
        /// When the first of them began and the last of them ended.
        public var from: Timestamp
        public var until: Timestamp

        public init(_ reason: GapReason, minutes: Int, from: Timestamp, until: Timestamp) {
            (self.reason, self.minutes, self.from, self.until) = (reason, minutes, from, until)
        }
    }
}

/// Why a channel had no value that can be used, by what the journal shows. Nothing is guessed.
public enum GapReason: Hashable, Sendable {
    /// A record announced it.
    case maintenance, calibrating
    /// The last run ended without its end, and the ledger says that the power may have failed.
    case power
    /// The machine started, and nothing stands in the journal of the time before it.
    case restarted
    /// The account of the day has no light for that time.
    case gatewayOff
    /// An entry of the ledger says that it was lost.
    case lost(Loss.Reason)
    /// The journal has nothing of the device before, or the account of the day does not have it.
    case notConnected
    /// It is read less often than once a minute, and the next reading was not due.
    case notDue
    /// The gateway ran, and the device gave no value.
    case silent
    /// The device gave other values.
    case unusable
    /// The means of the minutes were deleted for space: the hour tells how many there were.
    case notKept
    case unknown

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

    /// A letter for a cell of a table.
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

extension Operator {
    /// Whether the inspector's screen is for them: it shows what is not public.
    var inspects: Bool { [.owner, .inspector].contains(role) }
}
