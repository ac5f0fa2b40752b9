extension Record.Body {
    /// The word by which payloads, commands and the journal name this kind of record.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case replacement, wasteTransfer, inspection, cleaning, exhaustTest, registration, cityMean
        case complaint, complaintAnswer, complaintClosing
        case acknowledgement, rectification, shelving, maintenance, calibration

        public var title: Text {
            switch self {
            case .replacement: Text(zh: "更换活性炭", en: "carbon replaced")
            case .wasteTransfer: Text(zh: "转移废活性炭", en: "spent carbon taken away")
            case .inspection: Text(zh: "四看一测", en: "carbon inspected")
            case .cleaning: Text(zh: "清洗净化器", en: "purifier cleaned")
            case .exhaustTest: Text(zh: "排气检测", en: "exhaust tested")
            case .registration: Text(zh: "机械编码登记", en: "machine registered")
            case .cityMean: Text(zh: "城市PM10均值", en: "city mean of PM10")
            case .complaint: Text(zh: "收到投诉", en: "complaint received")
            case .complaintAnswer: Text(zh: "答复投诉", en: "complaint answered")
            case .complaintClosing: Text(zh: "办结投诉", en: "complaint closed")
            case .acknowledgement: Text(zh: "确认", en: "finding acknowledged")
            case .rectification: Text(zh: "整改", en: "finding rectified")
            case .shelving: Text(zh: "暂缓提醒", en: "reminders shelved")
            case .maintenance: Text(zh: "维护或校准中", en: "maintenance or calibration")
            case .calibration: Text(zh: "校准", en: "instrument calibrated")
            }
        }

        /// The kinds of facility at which such a record is entered.
        public var facilities: Set<Facility.Kind> {
            switch self {
            case .replacement, .wasteTransfer, .inspection: [.activatedCarbon]
            case .cleaning: [.fumePurifier]
            case .exhaustTest, .registration: [.nonroadMachinery]
            case .cityMean: [.dustSite]
            case .complaint, .complaintAnswer, .complaintClosing: [.complaintPoint]
            case .acknowledgement, .rectification, .shelving: Set(Facility.Kind.allCases)
            case .maintenance, .calibration: Set(Facility.Kind.allCases).subtracting([.complaintPoint])
            }
        }
    }

    public var kind: Kind {
        switch self {
        case .replacement: .replacement
        case .wasteTransfer: .wasteTransfer
        case .inspection: .inspection
        case .cleaning: .cleaning
        case .exhaustTest: .exhaustTest
        case .registration: .registration
        case .cityMean: .cityMean
        case .complaint: .complaint
        case .complaintAnswer: .complaintAnswer
        case .complaintClosing: .complaintClosing
        case .acknowledgement: .acknowledgement
        case .rectification: .rectification
        case .shelving: .shelving
        case .maintenance: .maintenance
        case .calibration: .calibration
        }
    }

    private var fields: any Encodable {
        switch self {
        case .replacement(let fields): fields
        case .wasteTransfer(let fields): fields
        case .inspection(let fields): fields
        case .cleaning(let fields): fields
        case .exhaustTest(let fields): fields
        case .registration(let fields): fields
        case .cityMean(let fields): fields
        case .complaint(let fields): fields
        case .complaintAnswer(let fields), .complaintClosing(let fields): fields
        case .acknowledgement(let fields), .rectification(let fields): fields
        case .shelving(let fields): fields
        case .maintenance(let fields): fields
        case .calibration(let fields): fields
        }
    }
}

/// As `{"kind": "replacement", "mass": 1000, …}`: the kind beside the fields of that kind.
extension Record.Body: Codable {
    private enum Key: String, CodingKey { case kind }

    public init(from decoder: any Decoder) throws {
        switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .kind) {
        case .replacement: self = .replacement(try .init(from: decoder))
        case .wasteTransfer: self = .wasteTransfer(try .init(from: decoder))
        case .inspection: self = .inspection(try .init(from: decoder))
        case .cleaning: self = .cleaning(try .init(from: decoder))
        case .exhaustTest: self = .exhaustTest(try .init(from: decoder))
        case .registration: self = .registration(try .init(from: decoder))
        case .cityMean: self = .cityMean(try .init(from: decoder))
        case .complaint: self = .complaint(try .init(from: decoder))
        case .complaintAnswer: self = .complaintAnswer(try .init(from: decoder))
        case .complaintClosing: self = .complaintClosing(try .init(from: decoder))
        case .acknowledgement: self = .acknowledgement(try .init(from: decoder))
        case .rectification: self = .rectification(try .init(from: decoder))
        case .shelving: self = .shelving(try .init(from: decoder))
        case .maintenance: self = .maintenance(try .init(from: decoder))
        case .calibration: self = .calibration(try .init(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
        try fields.encode(to: encoder)
    }
}
