/// How far a reading can be trusted. A bad reading has no value.
public enum Quality: Hashable, Sendable {
    case good
    case uncertain(Reason)
    case bad(Reason)

    /// The reason why a reading is uncertain or bad.
    public enum Reason: Hashable, Sendable {
        /// The device was silent.
        case noAnswer
        /// The device refused the request.
        case exception
        /// The line is down, or the answer was not valid.
        case busError
        /// The value is outside the range of the instrument.
        case outOfRange
        /// The device sent its own mark for "no value", or NaN.
        case notAvailable
        /// The value did not change for longer than a live sensor's can.
        case stuck
        /// The value changed faster than the measured quantity can.
        case rateOfChange
        /// The instrument was switched on too recently.
        case warmingUp
        case maintenance
        case calibrating
        /// The gateway's clock was not set when it was read.
        case clockUntrusted
        /// The device's number has more digits than a reading can hold.
        case precision
        /// Another master was heard on the line: the answer may have been to its request.
        case otherMaster
        /// A reason of a newer version of the program, by its place among all of that version, from 1.
        case unknown(UInt8)
    }

    /// Whether there is no value.
    public var isBad: Bool {
        if case .bad = self { true } else { false }
    }
}

extension Quality {
    /// Returns the graver of two qualities of one reading, in any order: bad before uncertain before good; of two
    /// reasons the one that explains the other. Reasons are combined only here.
    public func combined(with other: Quality) -> Quality {
        precedence <= other.precedence ? self : other
    }

    private var precedence: Int {
        switch self {
        case .bad(let reason): reason.precedence
        case .uncertain(let reason): 100 + reason.precedence
        case .good: 200
        }
    }
}

extension Quality.Reason: RawRepresentable, CaseIterable {
    /// All reasons of this version, in the order of their codes in files: new ones go to the end.
    public static let allCases: [Self] = [
        .noAnswer, .exception, .busError, .outOfRange, .notAvailable, .stuck, .rateOfChange, .warmingUp, .maintenance,
        .calibrating, .clockUntrusted, .precision, .otherMaster,
    ]

    private static let unknownName = "unknown"

    /// The word of the reason: `noAnswer`; `unknown14` for one that this version does not know.
    public var rawValue: String {
        switch self {
        case .noAnswer: "noAnswer"
        case .exception: "exception"
        case .busError: "busError"
        case .outOfRange: "outOfRange"
        case .notAvailable: "notAvailable"
        case .stuck: "stuck"
        case .rateOfChange: "rateOfChange"
        case .warmingUp: "warmingUp"
        case .maintenance: "maintenance"
        case .calibrating: "calibrating"
        case .clockUntrusted: "clockUntrusted"
        case .precision: "precision"
        case .otherMaster: "otherMaster"
        case .unknown(let code): "\(Self.unknownName)\(code)"
        }
    }

    /// Reads the word of a reason; nil for any other text.
    public init?(rawValue: String) {
        if let known = Self.allCases.first(where: { $0.rawValue == rawValue }) {
            self = known
        } else if rawValue.hasPrefix(Self.unknownName), let code = UInt8(rawValue.dropFirst(Self.unknownName.count)),
            code > Self.allCases.count
        {
            self = .unknown(code)
        } else {
            return nil
        }
    }
}

extension Quality.Reason {
    /// The rank of the reason, the gravest first: work of people explains the values, and the device's own report
    /// precedes what its values look like.
    fileprivate var precedence: Int {
        switch self {
        case .noAnswer: 0
        case .exception: 1
        case .busError: 2
        case .otherMaster: 3
        case .calibrating: 4
        case .maintenance: 5
        case .warmingUp: 6
        case .notAvailable: 7
        case .outOfRange: 8
        case .rateOfChange: 9
        case .stuck: 10
        case .precision: 11
        // It says nothing of the value.
        case .clockUntrusted: 12
        case .unknown: 13
        }
    }
}

extension Quality: CustomStringConvertible, Codable {
    /// `good`, `uncertain:stuck`, `bad:noAnswer`.
    public var description: String {
        switch self {
        case .good: "good"
        case .uncertain(let reason): "uncertain:\(reason.rawValue)"
        case .bad(let reason): "bad:\(reason.rawValue)"
        }
    }

    /// Reads what `description` writes; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts == ["good"] {
            self = .good
            return
        }
        guard parts.count == 2, let reason = Reason(rawValue: parts[1]) else { return nil }
        switch parts[0] {
        case "uncertain": self = .uncertain(reason)
        case "bad": self = .bad(reason)
        default: return nil
        }
    }

    public init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let quality = Quality(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is no quality")
            )
        }
        self = quality
    }

    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}

extension Quality {
    /// The quality in words: `无应答`, `no answer`.
    public var title: Text {
        switch self {
        case .good: Text(zh: "正常", en: "good")
        case .uncertain(let reason), .bad(let reason): reason.title
        }
    }
}

extension Quality.Reason {
    var title: Text {
        switch self {
        case .noAnswer: Text(zh: "无应答", en: "no answer")
        case .exception: Text(zh: "设备拒绝请求", en: "refused by the device")
        case .busError: Text(zh: "总线故障", en: "bus error")
        case .otherMaster: Text(zh: "线路上另有主机", en: "another master is on the line")
        case .outOfRange: Text(zh: "超出量程", en: "out of range")
        case .notAvailable: Text(zh: "无有效值", en: "no value")
        case .stuck: Text(zh: "数值长时间不变", en: "stuck")
        case .rateOfChange: Text(zh: "突变", en: "changed too fast")
        case .warmingUp: Text(zh: "预热中", en: "warming up")
        case .maintenance: Text(zh: "维护中", en: "under maintenance")
        case .calibrating: Text(zh: "校准中", en: "being calibrated")
        case .clockUntrusted: Text(zh: "时钟未校准", en: "clock not set")
        case .precision: Text(zh: "超出数值精度", en: "more digits than can be kept")
        case .unknown(let code):
            Text(zh: "未知原因（代码\(code)，由较新版本写入）", en: "unknown reason (code \(code)) of a newer version")
        }
    }
}
