/// The subject of a reading. Profiles may name quantities of their own; rules know those that are named here.
///
/// Names are short on purpose: up to 15 bytes are compared without access to the heap.
public struct Quantity: RawRepresentable, Hashable, Sendable, Codable {
    /// The name in profiles, configurations and messages.
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Compares two names; names of different lengths differ at once, also where one is longer than 15 bytes.
    public static func == (left: Quantity, right: Quantity) -> Bool {
        left.rawValue.utf8.count == right.rawValue.utf8.count && left.rawValue == right.rawValue
    }

    /// The unit of its readings after decoding; nil for a quantity of a profile's own.
    public var unit: PhysicalUnit? { Self.known[self]?.unit }

    /// The name that people use; its own name if it has no other.
    public var title: Text { Self.known[self]?.title ?? Text(zh: rawValue, en: rawValue) }

    /// The way in which a mean is computed.
    public enum Averaging: Codable, Hashable, Sendable {
        case arithmetic
        /// The level of the mean energy, for levels in decibels.
        case energy
        /// The direction of the mean unit vector, for directions in degrees.
        case direction
    }

    /// The way in which its mean is computed.
    public var averaging: Averaging {
        switch self {
        case .noise: .energy
        case .windDirection: .direction
        default: .arithmetic
        }
    }

    /// All quantities that rules know, in the order of their names.
    public static var all: [Quantity] { known.keys.sorted { $0.rawValue < $1.rawValue } }
}

extension Quantity {
    // Activated carbon (码上换)
    /// The pressure drop over an adsorber or a filter, Pa.
    public static let pressureDrop = Quantity(rawValue: "pressureDrop")
    /// The temperature of the air at the inlet, or outdoors, °C.
    public static let temperature = Quantity(rawValue: "temperature")
    /// The temperature in the carbon bed, °C.
    public static let bedTemperature = Quantity(rawValue: "bedTemperature")
    /// The relative humidity of the air, %.
    public static let humidity = Quantity(rawValue: "humidity")
    /// The air volume, m³/h.
    public static let airFlow = Quantity(rawValue: "airFlow")
    /// The VOC at the inlet of an adsorber, mg/m³.
    public static let vocIn = Quantity(rawValue: "vocIn")
    /// The VOC at the outlet of an adsorber, mg/m³.
    public static let vocOut = Quantity(rawValue: "vocOut")
    /// The weight of the carbon on load cells, kg.
    public static let carbonWeight = Quantity(rawValue: "carbonWeight")
    /// The current of a fan, A.
    public static let fanCurrent = Quantity(rawValue: "fanCurrent")
    /// 1 while the fan runs, 0 while it stands.
    public static let fanState = Quantity(rawValue: "fanState")

    // What the treatment is there for
    /// The current of production equipment, A.
    public static let productionCurrent = Quantity(rawValue: "productionCurrent")
    /// 1 while production runs, 0 while it stands.
    public static let productionState = Quantity(rawValue: "productionState")

    // Fume purifiers (码上洗)
    /// The cooking fume after the purifier, mg/m³.
    public static let fume = Quantity(rawValue: "fume")
    /// The cooking fume before the purifier, mg/m³.
    public static let fumeIn = Quantity(rawValue: "fumeIn")
    /// The non-methane hydrocarbons, mg/m³.
    public static let nmhc = Quantity(rawValue: "nmhc")
    /// The particulate matter in the exhaust of a kitchen, mg/m³.
    public static let particulate = Quantity(rawValue: "particulate")
    /// The current of a purifier, A.
    public static let purifierCurrent = Quantity(rawValue: "purifierCurrent")
    /// 1 while the purifier is on, 0 while it is off.
    public static let purifierState = Quantity(rawValue: "purifierState")

    /// The number of reference stoves (基准灶头) at work.
    public static let stovesOn = Quantity(rawValue: "stovesOn")

    // Non-road machinery (码上测)
    /// The light absorption coefficient k of the smoke, 1/m.
    public static let smoke = Quantity(rawValue: "smoke")
    /// The nitrogen oxides in the exhaust, ppm.
    public static let nox = Quantity(rawValue: "nox")
    /// The exhaust temperature, °C.
    public static let exhaustTemp = Quantity(rawValue: "exhaustTemp")
    /// The pressure drop over a diesel particulate filter, kPa.
    public static let dpfPressure = Quantity(rawValue: "dpfPressure")
    /// The speed of an engine, rpm.
    public static let engineSpeed = Quantity(rawValue: "engineSpeed")
    /// The hours that an engine has run in its life, h.
    public static let engineHours = Quantity(rawValue: "engineHours")
    /// The level of the urea tank, %.
    public static let ureaLevel = Quantity(rawValue: "ureaLevel")

    // Dust sites (码上评)
    /// The total suspended particulates, µg/m³.
    public static let tsp = Quantity(rawValue: "tsp")
    /// The particles up to 10 µm, µg/m³.
    public static let pm10 = Quantity(rawValue: "pm10")
    /// The particles up to 2.5 µm, µg/m³.
    public static let pm25 = Quantity(rawValue: "pm25")
    /// The sound level, dB(A).
    public static let noise = Quantity(rawValue: "noise")
    /// The wind speed, m/s.
    public static let windSpeed = Quantity(rawValue: "windSpeed")
    /// The direction from which the wind blows, ° from north.
    public static let windDirection = Quantity(rawValue: "windDirection")
    /// The pressure of the atmosphere, kPa.
    public static let airPressure = Quantity(rawValue: "airPressure")
    /// The intensity of rain, mm/h.
    public static let rainfall = Quantity(rawValue: "rainfall")
    /// 1 while it rains, 0 while it does not.
    public static let rainState = Quantity(rawValue: "rainState")
    /// 1 while the spray runs, 0 while it stands.
    public static let sprayState = Quantity(rawValue: "sprayState")

    // Power meters
    /// The mains voltage, V.
    public static let voltage = Quantity(rawValue: "voltage")
    /// The current of a power meter, A.
    public static let current = Quantity(rawValue: "current")
    /// The active power, W.
    public static let power = Quantity(rawValue: "power")
    /// The power factor, -1 to 1.
    public static let powerFactor = Quantity(rawValue: "powerFactor")
    /// The mains frequency, Hz.
    public static let frequency = Quantity(rawValue: "frequency")
    /// The active energy, kWh.
    public static let energy = Quantity(rawValue: "energy")
}

extension Quantity {
    private struct Facts {
        var unit: PhysicalUnit
        var title: Text

        init(_ unit: PhysicalUnit, _ zh: String, _ en: String) {
            self.unit = unit
            title = Text(zh: zh, en: en)
        }
    }

    private static let known: [Quantity: Facts] = [
        .pressureDrop: Facts(.pascal, "压差", "pressure drop"),
        .temperature: Facts(.celsius, "温度", "temperature"),
        .bedTemperature: Facts(.celsius, "床层温度", "bed temperature"),
        .humidity: Facts(.percent, "相对湿度", "relative humidity"),
        .airFlow: Facts(.cubicMetrePerHour, "风量", "air volume"),
        .vocIn: Facts(.milligramPerCubicMetre, "进口VOCs", "VOC at the inlet"),
        .vocOut: Facts(.milligramPerCubicMetre, "出口VOCs", "VOC at the outlet"),
        .carbonWeight: Facts(.kilogram, "炭重", "carbon weight"),
        .fanCurrent: Facts(.ampere, "风机电流", "fan current"),
        .fanState: Facts(.one, "风机运行", "fan running"),
        .productionCurrent: Facts(.ampere, "生产设备电流", "production current"),
        .productionState: Facts(.one, "生产设备运行", "production running"),
        .fume: Facts(.milligramPerCubicMetre, "油烟", "cooking fume"),
        .fumeIn: Facts(.milligramPerCubicMetre, "净化前油烟", "fume before the purifier"),
        .nmhc: Facts(.milligramPerCubicMetre, "非甲烷总烃", "NMHC"),
        .particulate: Facts(.milligramPerCubicMetre, "颗粒物", "particulate matter"),
        .purifierCurrent: Facts(.ampere, "净化器电流", "purifier current"),
        .purifierState: Facts(.one, "净化器运行", "purifier on"),
        .stovesOn: Facts(.one, "在用灶头数", "stoves at work"),
        .smoke: Facts(.perMetre, "烟度(光吸收系数)", "smoke (light absorption)"),
        .nox: Facts(.partsPerMillion, "氮氧化物", "NOx"),
        .exhaustTemp: Facts(.celsius, "排气温度", "exhaust temperature"),
        .dpfPressure: Facts(.kilopascal, "DPF压差", "DPF pressure drop"),
        .engineSpeed: Facts(.rpm, "发动机转速", "engine speed"),
        .engineHours: Facts(.hour, "发动机工时", "engine hours"),
        .ureaLevel: Facts(.percent, "尿素液位", "urea level"),
        .tsp: Facts(.microgramPerCubicMetre, "总悬浮颗粒物", "TSP"),
        .pm10: Facts(.microgramPerCubicMetre, "PM10", "PM10"),
        .pm25: Facts(.microgramPerCubicMetre, "PM2.5", "PM2.5"),
        .noise: Facts(.decibel, "噪声", "noise"),
        .windSpeed: Facts(.metrePerSecond, "风速", "wind speed"),
        .windDirection: Facts(.degree, "风向", "wind direction"),
        .airPressure: Facts(.kilopascal, "气压", "air pressure"),
        .rainfall: Facts(.millimetrePerHour, "降雨强度", "rain intensity"),
        .rainState: Facts(.one, "降雨", "rain"),
        .sprayState: Facts(.one, "喷淋运行", "spray running"),
        .voltage: Facts(.volt, "电压", "voltage"),
        .current: Facts(.ampere, "电流", "current"),
        .power: Facts(.watt, "有功功率", "active power"),
        .powerFactor: Facts(.one, "功率因数", "power factor"),
        .frequency: Facts(.hertz, "频率", "frequency"),
        .energy: Facts(.kilowattHour, "电能", "energy"),
    ]
}
