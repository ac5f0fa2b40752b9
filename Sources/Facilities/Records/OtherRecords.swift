/// A fume purifier cleaned (清洗).
public struct Cleaning: Codable, Hashable, Sendable {
    /// What was cleaned, such as electrodes, filter, duct.
    public var parts: String?

    public init(parts: String? = nil) {
        self.parts = parts
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

/// The city's PM10 for one hour, against which a site's own is judged, µg/m³.
public struct CityMean: Codable, Hashable, Sendable {
    public var pm10: Double

    public init(pm10: Double) {
        self.pm10 = pm10
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
