/// A fume purifier cleaned (清洗).
public struct Cleaning: Hashable, Sendable {
    public enum Part: String, Codable, Hashable, Sendable, CaseIterable {
        case filter, plates, impeller, duct, tray, housing
    }

    /// Who cleaned it.
    public enum Hand: String, Codable, Hashable, Sendable, CaseIterable {
        case own = "self"
        case firm
    }

    /// Broken parts that were found.
    public enum Damage: String, Codable, Hashable, Sendable, CaseIterable {
        case none, insulator, wire, plates, other
    }

    /// Nil where nobody said it: then the purifier was cleaned, and the duct was not.
    public var parts: Set<Part>?
    public var hand: Hand?
    /// Name of the cleaning firm.
    public var firm: String?
    public var damage: Set<Damage>?
    public var remark: String?

    public init(parts: Set<Part>? = nil, hand: Hand? = nil, remark: String? = nil) {
        self.parts = parts
        self.hand = hand
        self.remark = remark
    }

    /// Whether the stage was cleaned that takes the fume out of the air.
    public var renewsPurifier: Bool { parts?.contains(.plates) ?? true }
    public var renewsDuct: Bool { parts?.contains(.duct) ?? false }
}

extension Cleaning: Codable {
    private enum CodingKeys: String, CodingKey {
        case parts
        case hand = "by"
        case firm, damage, remark
    }

    /// Records of 0.1.0 have the parts as free text, which becomes the remark, and from which the parts are read that it
    /// names. Without a known part in it the purifier counts as cleaned, as it did then.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        hand = try container.decodeIfPresent(Hand.self, forKey: .hand)
        firm = try container.decodeIfPresent(String.self, forKey: .firm)
        remark = try container.decodeIfPresent(String.self, forKey: .remark)
        damage = try Self.set(container, .damage)
        if let text = try? container.decodeIfPresent(String.self, forKey: .parts),
            !text.split(separator: ",").allSatisfy({ Part(rawValue: String($0)) != nil })
        {
            remark = remark ?? text
            let named = Part.named(in: text)
            parts = named.isEmpty ? nil : named
        } else {
            parts = try Self.set(container, .parts)
        }
    }

    /// A list, or its values in one text with commas between them.
    private static func set<Value: RawRepresentable<String> & Decodable & Hashable>(
        _ container: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys
    ) throws -> Set<Value>? {
        if let text = try? container.decodeIfPresent(String.self, forKey: key) {
            return Set(text.split(separator: ",").compactMap { Value(rawValue: String($0)) })
        }
        return try container.decodeIfPresent(Set<Value>.self, forKey: key)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(parts?.sorted { $0.rawValue < $1.rawValue }, forKey: .parts)
        try container.encodeIfPresent(hand, forKey: .hand)
        try container.encodeIfPresent(firm, forKey: .firm)
        try container.encodeIfPresent(damage?.sorted { $0.rawValue < $1.rawValue }, forKey: .damage)
        try container.encodeIfPresent(remark, forKey: .remark)
    }
}

extension Cleaning.Part {
    public var title: Text {
        switch self {
        case .filter: Text(zh: "滤网", en: "filter")
        case .plates: Text(zh: "极板", en: "plates")
        case .impeller: Text(zh: "风机叶轮", en: "fan wheel")
        case .duct: Text(zh: "管道", en: "duct")
        case .tray: Text(zh: "集油盘", en: "grease tray")
        case .housing: Text(zh: "箱体", en: "housing")
        }
    }

    private var words: [String] {
        switch self {
        case .filter: ["滤网", "filter"]
        case .plates: ["极板", "电极", "电场", "plate", "electrode", "cell"]
        case .impeller: ["叶轮", "impeller", "fan wheel"]
        case .duct: ["管道", "烟道", "风管", "duct"]
        case .tray: ["集油", "tray"]
        case .housing: ["箱体", "housing"]
        }
    }

    /// The parts that a free text names.
    fileprivate static func named(in text: String) -> Set<Self> {
        let text = text.lowercased()
        return Set(allCases.filter { part in part.words.contains { text.contains($0) } })
    }
}

extension Cleaning.Damage {
    public var title: Text {
        switch self {
        case .none: Text(zh: "无", en: "none")
        case .insulator: Text(zh: "瓷瓶裂", en: "insulator cracked")
        case .wire: Text(zh: "丝断", en: "wire broken")
        case .plates: Text(zh: "极板歪", en: "plates bent")
        case .other: Text(zh: "其他", en: "other")
        }
    }
}

/// A machine's exhaust tested, GB 36886-2018.
public struct ExhaustTest: Codable, Hashable, Sendable {
    /// Light absorption coefficient, 1/m: the mean of the last three free accelerations.
    public var smoke: Double
    /// 林格曼黑度, 0 to 5.
    public var ringelmann: Double?
    /// The testing body's report.
    public var report: String?

    public init(smoke: Double, ringelmann: Double? = nil, report: String? = nil) {
        self.smoke = smoke
        self.ringelmann = ringelmann
        self.report = report
    }
}

/// A machine registered (编码登记).
public struct Registration: Codable, Hashable, Sendable {
    /// 环保登记号码
    public var number: String
    /// 环保信息公开编号: 24 characters, where the machine has one.
    public var disclosure: String?

    public init(number: String, disclosure: String? = nil) {
        self.number = number
        self.disclosure = disclosure
    }
}

/// The city's air in one hour, against which a site's own is judged. Platforms label an hour by its end: the record says
/// from when to when it was.
public struct CityAir: Codable, Hashable, Sendable {
    /// The pollutant that the AQI comes from.
    public enum Primary: String, Codable, Hashable, Sendable, CaseIterable {
        case pm10, pm25, other
    }

    public var from: Timestamp
    public var to: Timestamp
    /// µg/m³
    public var pm10: Double
    public var aqi: Double?
    public var primary: Primary?

    public init(from: Timestamp, to: Timestamp? = nil, pm10: Double, aqi: Double? = nil, primary: Primary? = nil) {
        self.from = from
        self.to = to ?? from + Self.length
        self.pm10 = pm10
        self.aqi = aqi
        self.primary = primary
    }

    static let length = Duration.hours(1)

    /// A mean of 0.1.0 was of the hour in which its record's time lies.
    init(pm10: Double, at time: Timestamp) {
        self.init(from: time.start(ofInterval: Self.length), pm10: pm10)
    }
}

public struct Complaint: Codable, Hashable, Sendable {
    public enum Category: String, Codable, Hashable, Sendable, CaseIterable {
        case odour, fume, dust, smoke, noise, other
    }

    /// Given by whoever received it; an answer and a closing refer to it.
    public var id: String
    public var text: String
    public var category: Category?
    /// Where it smells, smokes or dusts: complaints of one place are repeats.
    public var place: String?

    public init(id: String, text: String, category: Category? = nil, place: String? = nil) {
        self.id = id
        self.text = text
        self.category = category
        self.place = place
    }
}

/// An answer to a complaint, or its closing.
public struct ComplaintStep: Codable, Hashable, Sendable {
    public var id: String
    public var text: String

    public init(id: String, text: String) {
        self.id = id
        self.text = text
    }
}

/// What becomes of a complaint between its arrival and its closing.
public struct ComplaintProgress: Codable, Hashable, Sendable {
    public enum State: String, Codable, Hashable, Sendable, CaseIterable {
        case inProgress, forwarded, merged, reopened

        public var title: Text {
            switch self {
            case .inProgress: Text(zh: "处理中", en: "in progress")
            case .forwarded: Text(zh: "已转交", en: "forwarded")
            case .merged: Text(zh: "已合并", en: "merged")
            case .reopened: Text(zh: "重新办理", en: "reopened")
            }
        }
    }

    public var id: String
    public var state: State
    /// To whom it was forwarded, or with which complaint it was merged.
    public var to: String?
    public var text: String?

    public init(id: String, state: State, to: String? = nil, text: String? = nil) {
        self.id = id
        self.state = state
        self.to = to
        self.text = text
    }
}
