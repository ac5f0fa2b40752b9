/// The city's air in one hour, which a site's own is compared with. Platforms label an hour by its end, so that the
/// record contains both ends.
public struct CityAir: RecordContent {
    public static let kind = RecordKind("cityAir", "城市空气", "the city's air", at: [.dustSite], by: [.owner, .inspector])

    /// The pollutant that the AQI comes from.
    public enum Primary: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case pm10, pm25, other
    }

    /// The begin of the hour.
    public var from: Timestamp
    /// The end of the hour.
    public var to: Timestamp
    /// The hourly mean of PM10, µg/m³.
    public var pm10: Double
    /// The air quality index, 0 to 500.
    public var aqi: Double?
    /// The pollutant that the AQI comes from.
    public var primary: Primary?

    public init(from: Timestamp, to: Timestamp? = nil, pm10: Double, aqi: Double? = nil, primary: Primary? = nil) {
        self.from = from
        self.to = to ?? from + Self.length
        self.pm10 = pm10
        self.aqi = aqi
        self.primary = primary
    }

    public init() { self.init(from: Timestamp(milliseconds: 0), pm10: 0) }

    static let length = Duration.hours(1)

    public static let form: [BoundField<Self>] = [
        .required("from", "从", "from, on the hour", \.from, .time),
        .required("to", "到", "to, one hour later", \.to, .time),
        .required("pm10", "城市PM10小时均值", "the city's hourly PM10", \.pm10, .number(0...5000, .microgramPerCubicMetre)),
        .optional("aqi", "城市AQI", "the city's AQI", \.aqi, .number(0...500, .one)),
        .optional("primary", "首要污染物", "primary pollutant", \.primary, .choice(Primary.self)),
    ]

    /// Returns the fields with the hour of the record's time, for records of 0.1.0, which had none.
    public static func modernised(_ values: FieldValues, at time: Timestamp) -> FieldValues {
        guard !values.has("from") else { return values }
        let from = time.start(ofInterval: length)
        return values.merging(["from": from.fieldValue, "to": (from + length).fieldValue]) { own, _ in own }
    }

    /// Returns the problems of a period that is not one hour of the clock, or that is not over.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        guard let from = values.time("from"), let to = values.time("to") else { return [] }
        guard from == from.start(ofInterval: length), to - from == length else {
            let text = Text(
                zh: "起止时间（from、to）应为一个整点小时，如09:00至10:00",
                en: "from and to are one hour of the clock, such as 09:00 to 10:00")
            return [.init("to", text)]
        }
        guard to > now + .minutes(5) else { return [] }
        return [.init("to", Text(zh: "该小时（to）尚未结束", en: "that hour is not over yet (to)"))]
    }
}

extension CityAir.Primary {
    public var title: Text {
        switch self {
        case .pm10: Text(zh: "PM10", en: "PM10")
        case .pm25: Text(zh: "PM2.5", en: "PM2.5")
        case .other: Text(zh: "其他", en: "another")
        }
    }
}
