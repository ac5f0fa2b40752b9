extension Record.Body {
    /// The word by which payloads, commands and the journal name this kind of record.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case replacement, inspection, cleaning, exhaustTest, complaint, complaintAnswer, complaintClosing, cityMean

        public var title: Text {
            switch self {
            case .replacement: Text(zh: "更换活性炭", en: "carbon replaced")
            case .inspection: Text(zh: "四看一测", en: "carbon inspected")
            case .cleaning: Text(zh: "清洗净化器", en: "purifier cleaned")
            case .exhaustTest: Text(zh: "排气检测", en: "exhaust tested")
            case .complaint: Text(zh: "收到投诉", en: "complaint received")
            case .complaintAnswer: Text(zh: "答复投诉", en: "complaint answered")
            case .complaintClosing: Text(zh: "办结投诉", en: "complaint closed")
            case .cityMean: Text(zh: "城市PM10均值", en: "city mean of PM10")
            }
        }

        /// The kinds of facility at which such a record is entered.
        public var facilities: Set<Facility.Kind> {
            switch self {
            case .replacement, .inspection: [.activatedCarbon]
            case .cleaning: [.fumePurifier]
            case .exhaustTest: [.nonroadMachinery]
            case .complaint, .complaintAnswer, .complaintClosing: [.complaintPoint]
            case .cityMean: [.dustSite]
            }
        }
    }

    public var kind: Kind {
        switch self {
        case .replacement: .replacement
        case .inspection: .inspection
        case .cleaning: .cleaning
        case .exhaustTest: .exhaustTest
        case .complaint: .complaint
        case .complaintAnswer: .complaintAnswer
        case .complaintClosing: .complaintClosing
        case .cityMean: .cityMean
        }
    }
}

/// As `{"kind": "replacement", "mass": 1000, …}`: the kind beside the fields of that kind.
extension Record.Body: Codable {
    private enum Key: String, CodingKey { case kind }

    public init(from decoder: any Decoder) throws {
        switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .kind) {
        case .replacement: self = .replacement(try .init(from: decoder))
        case .inspection: self = .inspection(try .init(from: decoder))
        case .cleaning: self = .cleaning(try .init(from: decoder))
        case .exhaustTest: self = .exhaustTest(try .init(from: decoder))
        case .complaint: self = .complaint(try .init(from: decoder))
        case .complaintAnswer: self = .complaintAnswer(try .init(from: decoder))
        case .complaintClosing: self = .complaintClosing(try .init(from: decoder))
        case .cityMean: self = .cityMean(try .init(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
        switch self {
        case .replacement(let fields): try fields.encode(to: encoder)
        case .inspection(let fields): try fields.encode(to: encoder)
        case .cleaning(let fields): try fields.encode(to: encoder)
        case .exhaustTest(let fields): try fields.encode(to: encoder)
        case .complaint(let fields): try fields.encode(to: encoder)
        case .complaintAnswer(let fields), .complaintClosing(let fields): try fields.encode(to: encoder)
        case .cityMean(let fields): try fields.encode(to: encoder)
        }
    }
}
