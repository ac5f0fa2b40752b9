/// What a person entered about a facility: what was done or found, when, and by whom.
public struct Record: Hashable, Sendable, Codable {
    /// When it was done, which may be before it was entered.
    public var at: Timestamp
    public var by: String
    public var body: Body

    public init(at: Timestamp, by: String, _ body: Body) {
        self.at = at
        self.by = by
        self.body = body
    }

    public enum Body: Hashable, Sendable {
        case replacement(CarbonReplacement)
        case inspection(CarbonInspection)
        case cleaning(Cleaning)
        case exhaustTest(ExhaustTest)
        case complaint(Complaint)
        case complaintAnswer(ComplaintStep)
        case complaintClosing(ComplaintStep)
        case cityMean(CityMean)
    }
}

/// Carbon replaced (更换).
public struct CarbonReplacement: Codable, Hashable, Sendable {
    /// New carbon filled in, kg.
    public var mass: Double
    /// mg/g, as the supplier's report says.
    public var iodineValue: Double?
    /// The method of that report, such as GB/T 7702.7-2023: values of different methods are not compared.
    public var iodineMethod: String?

    public init(mass: Double, iodineValue: Double? = nil, iodineMethod: String? = nil) {
        self.mass = mass
        self.iodineValue = iodineValue
        self.iodineMethod = iodineMethod
    }
}

/// An inspection by 四看一测: four looks and one test.
public struct CarbonInspection: Codable, Hashable, Sendable {
    public enum Grade: String, Codable, Hashable, Sendable, CaseIterable {
        case good, doubtful, bad
    }

    /// 看颜色
    public var colour: Grade
    /// 看形态
    public var form: Grade
    /// 看重量
    public var weight: Grade
    /// 看气泡
    public var bubbles: Grade
    /// 测碘值, mg/g; nil when only the four looks were taken.
    public var iodineValue: Double?
    public var iodineMethod: String?

    public init(
        colour: Grade, form: Grade, weight: Grade, bubbles: Grade, iodineValue: Double? = nil,
        iodineMethod: String? = nil
    ) {
        self.colour = colour
        self.form = form
        self.weight = weight
        self.bubbles = bubbles
        self.iodineValue = iodineValue
        self.iodineMethod = iodineMethod
    }

    public var looks: [Grade] { [colour, form, weight, bubbles] }
}

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
    /// Light absorption coefficient, 1/m.
    public var smoke: Double
    /// The testing body's report.
    public var report: String?

    public init(smoke: Double, report: String? = nil) {
        self.smoke = smoke
        self.report = report
    }
}

public struct Complaint: Codable, Hashable, Sendable {
    /// Given by whoever received it; an answer and a closing refer to it.
    public var id: String
    public var text: String

    public init(id: String, text: String) {
        self.id = id
        self.text = text
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

/// The city's PM10 for one hour, against which a site's own is judged, µg/m³.
public struct CityMean: Codable, Hashable, Sendable {
    public var pm10: Double

    public init(pm10: Double) {
        self.pm10 = pm10
    }
}
