/// How a quantity is sent unless a platform wants it otherwise: the code of the table of factors, the unit and the digits.
///
/// The table has no code for cooking fume, the pressure drop of an adsorber, or the current of a fan: these have to be set for each
/// platform. For dust the table prints ng/m3, which no platform uses; mg/m3 is common.
public struct FactorCode: Hashable, Sendable {
    public var code: String
    public var unit: String
    /// Behind the point.
    public var digits: Int

    public init(_ code: String, unit: String, digits: Int) {
        self.code = code
        self.unit = unit
        self.digits = digits
    }

    /// By the names that the quantities have in a gateway.
    public static let defaults: [String: FactorCode] = [
        "tsp": FactorCode("a34001", unit: "mg/m3", digits: 3),
        "pm10": FactorCode("a34002", unit: "mg/m3", digits: 3),
        "pm25": FactorCode("a34004", unit: "mg/m3", digits: 3),
        "windSpeed": FactorCode("a01007", unit: "m/s", digits: 1),
        "windDirection": FactorCode("a01008", unit: "°", digits: 0),
        "ambientTemperature": FactorCode("a01001", unit: "°C", digits: 1),
        "humidity": FactorCode("a01002", unit: "%", digits: 1),
        "flueTemperature": FactorCode("a01012", unit: "°C", digits: 1),
        "staticPressure": FactorCode("a01013", unit: "kPa", digits: 3),
        "nmhc": FactorCode("a24088", unit: "mg/m3", digits: 3),
        "airFlow": FactorCode("a00000", unit: "m3/s", digits: 1),
        "nox": FactorCode("a21002", unit: "mg/m3", digits: 1),
        "ringelmann": FactorCode("a01010", unit: "", digits: 0),
        "noise": FactorCode("LA", unit: "dB(A)", digits: 1),
        "noiseEquivalent": FactorCode("Leq", unit: "dB(A)", digits: 1),
        "noiseGreatest": FactorCode("LMx", unit: "dB(A)", digits: 1),
        "noiseLeast": FactorCode("LMn", unit: "dB(A)", digits: 1),
    ]
}
