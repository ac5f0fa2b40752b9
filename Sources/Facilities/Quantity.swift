/// What a reading is of. Profiles may name quantities of their own; the rules know those that are named here.
///
/// Names are short on purpose: up to 15 bytes are compared without touching the heap.
public struct Quantity: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Names of different lengths differ at a glance, also where one is longer than 15 bytes.
    public static func == (left: Quantity, right: Quantity) -> Bool {
        left.rawValue.utf8.count == right.rawValue.utf8.count && left.rawValue == right.rawValue
    }

    /// The unit that readings of it have everywhere behind the decoder; nil for a quantity of a profile's own.
    public var unit: PhysicalUnit? { Self.known[self]?.unit }

    /// What a person calls it: its own name if nobody gave it another.
    public var title: Text { Self.known[self]?.title ?? Text(zh: rawValue, en: rawValue) }

    /// How its mean is taken.
    public enum Averaging: Codable, Hashable, Sendable {
        case arithmetic
        /// Of levels in decibels: the level of the mean energy.
        case energy
        /// Of directions in degrees: the direction of the mean unit vector.
        case direction
    }

    public var averaging: Averaging {
        switch self {
        case .noise: .energy
        case .windDirection: .direction
        default: .arithmetic
        }
    }

    public static var all: [Quantity] { known.keys.sorted { $0.rawValue < $1.rawValue } }
}

extension Quantity {
    // Activated carbon (码上换)
    public static let pressureDrop = Quantity(rawValue: "pressureDrop")
    public static let temperature = Quantity(rawValue: "temperature")
    public static let bedTemperature = Quantity(rawValue: "bedTemperature")
    public static let humidity = Quantity(rawValue: "humidity")
    public static let airFlow = Quantity(rawValue: "airFlow")
    public static let vocIn = Quantity(rawValue: "vocIn")
    public static let vocOut = Quantity(rawValue: "vocOut")
    public static let carbonWeight = Quantity(rawValue: "carbonWeight")
    public static let fanCurrent = Quantity(rawValue: "fanCurrent")
    /// 1 while the fan runs, 0 while it stands.
    public static let fanState = Quantity(rawValue: "fanState")

    // What the treatment is there for
    public static let productionCurrent = Quantity(rawValue: "productionCurrent")
    /// 1 while production runs, 0 while it stands.
    public static let productionState = Quantity(rawValue: "productionState")

    // Fume purifiers (码上洗)
    public static let fume = Quantity(rawValue: "fume")
    /// Before the purifier.
    public static let fumeIn = Quantity(rawValue: "fumeIn")
    public static let nmhc = Quantity(rawValue: "nmhc")
    public static let particulate = Quantity(rawValue: "particulate")
    public static let purifierCurrent = Quantity(rawValue: "purifierCurrent")
    /// 1 while the purifier is on, 0 while it is off.
    public static let purifierState = Quantity(rawValue: "purifierState")

    /// Reference stoves (基准灶头) at work.
    public static let stovesOn = Quantity(rawValue: "stovesOn")

    // Non-road machinery (码上测)
    /// Light absorption coefficient k of the smoke.
    public static let smoke = Quantity(rawValue: "smoke")
    public static let nox = Quantity(rawValue: "nox")
    public static let exhaustTemp = Quantity(rawValue: "exhaustTemp")
    public static let dpfPressure = Quantity(rawValue: "dpfPressure")
    public static let engineSpeed = Quantity(rawValue: "engineSpeed")
    public static let engineHours = Quantity(rawValue: "engineHours")
    public static let ureaLevel = Quantity(rawValue: "ureaLevel")

    // Dust sites (码上评)
    public static let tsp = Quantity(rawValue: "tsp")
    public static let pm10 = Quantity(rawValue: "pm10")
    public static let pm25 = Quantity(rawValue: "pm25")
    public static let noise = Quantity(rawValue: "noise")
    public static let windSpeed = Quantity(rawValue: "windSpeed")
    public static let windDirection = Quantity(rawValue: "windDirection")
    public static let airPressure = Quantity(rawValue: "airPressure")
    /// How hard it rains.
    public static let rainfall = Quantity(rawValue: "rainfall")
    /// 1 while it rains, 0 while it does not.
    public static let rainState = Quantity(rawValue: "rainState")
    /// 1 while the spray runs, 0 while it stands.
    public static let sprayState = Quantity(rawValue: "sprayState")

    // Power meters
    public static let voltage = Quantity(rawValue: "voltage")
    public static let current = Quantity(rawValue: "current")
    public static let power = Quantity(rawValue: "power")
    public static let powerFactor = Quantity(rawValue: "powerFactor")
    public static let frequency = Quantity(rawValue: "frequency")
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
