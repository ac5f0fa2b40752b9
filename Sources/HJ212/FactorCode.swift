/// The code, the unit and the digits with which a quantity is sent unless a platform requires others.
///
/// The table of factors has no code for cooking fume, the pressure drop of an adsorber, or the current of a fan: these are set
/// for each platform. For dust the table prints ng/m3, which no platform uses; mg/m3 is common.
public struct FactorCode: Hashable, Sendable {
    public var code: String
    public var unit: String
    /// The digits after the decimal point.
    public var digits: Int

    public init(_ code: String, unit: String, digits: Int) {
        self.code = code
        self.unit = unit
        self.digits = digits
    }

    /// The codes by the names that the quantities have in a gateway.
    public static let defaults: [String: FactorCode] = [
        "tsp": FactorCode("a34001", unit: "mg/m3", digits: 3),
        "pm10": FactorCode("a34002", unit: "mg/m3", digits: 3),
        "pm25": FactorCode("a34004", unit: "mg/m3", digits: 3),
        "windSpeed": FactorCode("a01007", unit: "m/s", digits: 1),
        "windDirection": FactorCode("a01008", unit: "°", digits: 0),
        "temperature": FactorCode("a01001", unit: "°C", digits: 1),
        "humidity": FactorCode("a01002", unit: "%", digits: 1),
        "airPressure": FactorCode("a01006", unit: "kPa", digits: 3),
        "nmhc": FactorCode("a24088", unit: "mg/m3", digits: 3),
        "airFlow": FactorCode("a00000", unit: "m3/s", digits: 1),
        "nox": FactorCode("a21002", unit: "mg/m3", digits: 1),
        "noise": FactorCode("LA", unit: "dB(A)", digits: 1),
    ]

    /// The codes of quantities that are measured in a duct instead of outdoors.
    public static let inDucts: [String: FactorCode] = [
        "temperature": FactorCode("a01012", unit: "°C", digits: 1),
        "humidity": FactorCode("a01014", unit: "%", digits: 1),
    ]
}
