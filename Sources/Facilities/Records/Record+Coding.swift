extension Record.Body {
    /// The word by which payloads, commands and the journal name this kind of record.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case replacement, replacementStart, wasteTransfer, inspection, cleaning, cleaningStart
        case exhaustTest, registration, cityAir
        case complaint, complaintAnswer, complaintProgress, complaintClosing
        case acknowledgement, rectification, shelving, maintenance, calibration

        public var title: Text {
            switch self {
            case .replacement: Text(zh: "更换活性炭", en: "carbon replaced")
            case .replacementStart: Text(zh: "开始更换活性炭", en: "replacement of the carbon begun")
            case .wasteTransfer: Text(zh: "转移废活性炭", en: "spent carbon taken away")
            case .inspection: Text(zh: "四看一测", en: "carbon inspected")
            case .cleaning: Text(zh: "清洗净化器", en: "purifier cleaned")
            case .cleaningStart: Text(zh: "开始清洗净化器", en: "cleaning of the purifier begun")
            case .exhaustTest: Text(zh: "排气检测", en: "exhaust tested")
            case .registration: Text(zh: "机械编码登记", en: "machine registered")
            case .cityAir: Text(zh: "城市空气", en: "the city's air")
            case .complaint: Text(zh: "收到投诉", en: "complaint received")
            case .complaintAnswer: Text(zh: "答复投诉", en: "complaint answered")
            case .complaintProgress: Text(zh: "投诉进展", en: "complaint in progress")
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
            case .replacement, .replacementStart, .wasteTransfer, .inspection: [.activatedCarbon]
            case .cleaning, .cleaningStart: [.fumePurifier]
            case .exhaustTest, .registration: [.nonroadMachinery]
            case .cityAir: [.dustSite]
            case .complaint, .complaintAnswer, .complaintProgress, .complaintClosing: [.complaintPoint]
            case .acknowledgement, .rectification, .shelving: Set(Facility.Kind.allCases)
            case .maintenance, .calibration: Set(Facility.Kind.allCases).subtracting([.complaintPoint])
            }
        }
    }

    public var kind: Kind {
        switch self {
        case .replacement: .replacement
        case .replacementStart: .replacementStart
        case .wasteTransfer: .wasteTransfer
        case .inspection: .inspection
        case .cleaning: .cleaning
        case .cleaningStart: .cleaningStart
        case .exhaustTest: .exhaustTest
        case .registration: .registration
        case .cityAir: .cityAir
        case .complaint: .complaint
        case .complaintAnswer: .complaintAnswer
        case .complaintProgress: .complaintProgress
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
        case .replacementStart(let fields), .cleaningStart(let fields): fields
        case .wasteTransfer(let fields): fields
        case .inspection(let fields): fields
        case .cleaning(let fields): fields
        case .exhaustTest(let fields): fields
        case .registration(let fields): fields
        case .cityAir(let fields): fields
        case .complaint(let fields): fields
        case .complaintAnswer(let fields), .complaintClosing(let fields): fields
        case .complaintProgress(let fields): fields
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
        case .replacementStart: self = .replacementStart(try .init(from: decoder))
        case .wasteTransfer: self = .wasteTransfer(try .init(from: decoder))
        case .inspection: self = .inspection(try .init(from: decoder))
        case .cleaning: self = .cleaning(try .init(from: decoder))
        case .cleaningStart: self = .cleaningStart(try .init(from: decoder))
        case .exhaustTest: self = .exhaustTest(try .init(from: decoder))
        case .registration: self = .registration(try .init(from: decoder))
        case .cityAir: self = .cityAir(try .init(from: decoder))
        case .complaint: self = .complaint(try .init(from: decoder))
        case .complaintAnswer: self = .complaintAnswer(try .init(from: decoder))
        case .complaintProgress: self = .complaintProgress(try .init(from: decoder))
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

extension Record: Codable {
    private enum Key: String, CodingKey { case at, by, body }

    /// The city's mean as 0.1.0 had it: of the hour in which its record's time lies.
    private struct CityMean: Decodable {
        static let kind = "cityMean"

        var kind: String
        var pm10: Double
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        at = try container.decode(Timestamp.self, forKey: .at)
        by = try container.decode(String.self, forKey: .by)
        if let mean = try? container.decode(CityMean.self, forKey: .body), mean.kind == CityMean.kind {
            body = .cityAir(CityAir(pm10: mean.pm10, at: at))
        } else {
            body = try container.decode(Body.self, forKey: .body)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(at, forKey: .at)
        try container.encode(by, forKey: .by)
        try container.encode(body, forKey: .body)
    }
}
