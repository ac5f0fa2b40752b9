/// The quantities that rules know.
extension Quantity {
    // Activated carbon (码上换)
    /// The pressure drop over an adsorber or a filter, Pa.
    public static let pressureDrop = Quantity(0)
    /// The temperature of the air at the inlet, or outdoors, °C.
    public static let temperature = Quantity(1)
    /// The temperature in the carbon bed, °C.
    public static let bedTemperature = Quantity(2)
    /// The relative humidity of the air, %.
    public static let humidity = Quantity(3)
    /// The air volume, m³/h.
    public static let airFlow = Quantity(4)
    /// The VOC at the inlet of an adsorber, mg/m³.
    public static let vocIn = Quantity(5)
    /// The VOC at the outlet of an adsorber, mg/m³.
    public static let vocOut = Quantity(6)
    /// The weight of the carbon on load cells, kg.
    public static let carbonWeight = Quantity(7)
    /// The current of a fan, A.
    public static let fanCurrent = Quantity(8)
    /// 1 while the fan runs, 0 while it stands.
    public static let fanState = Quantity(9)

    // What the treatment is there for
    /// The current of production equipment, A.
    public static let productionCurrent = Quantity(10)
    /// 1 while production runs, 0 while it stands.
    public static let productionState = Quantity(11)

    // Fume purifiers (码上洗)
    /// The cooking fume after the purifier, mg/m³.
    public static let fume = Quantity(12)
    /// The cooking fume before the purifier, mg/m³.
    public static let fumeIn = Quantity(13)
    /// The non-methane hydrocarbons, mg/m³.
    public static let nmhc = Quantity(14)
    /// The particulate matter in the exhaust of a kitchen, mg/m³.
    public static let particulate = Quantity(15)
    /// The current of a purifier, A.
    public static let purifierCurrent = Quantity(16)
    /// 1 while the purifier is on, 0 while it is off.
    public static let purifierState = Quantity(17)

    /// The number of reference stoves (基准灶头) at work.
    public static let stovesOn = Quantity(18)

    // Non-road machinery (码上测)
    /// The light absorption coefficient k of the smoke, 1/m.
    public static let smoke = Quantity(19)
    /// The nitrogen oxides in the exhaust, ppm.
    public static let nox = Quantity(20)
    /// The exhaust temperature, °C.
    public static let exhaustTemp = Quantity(21)
    /// The pressure drop over a diesel particulate filter, kPa.
    public static let dpfPressure = Quantity(22)
    /// The speed of an engine, rpm.
    public static let engineSpeed = Quantity(23)
    /// The hours that an engine has run in its life, h.
    public static let engineHours = Quantity(24)
    /// The level of the urea tank, %.
    public static let ureaLevel = Quantity(25)

    // Dust sites (码上评)
    /// The total suspended particulates, µg/m³.
    public static let tsp = Quantity(26)
    /// The particles up to 10 µm, µg/m³.
    public static let pm10 = Quantity(27)
    /// The particles up to 2.5 µm, µg/m³.
    public static let pm25 = Quantity(28)
    /// The sound level, dB(A).
    public static let noise = Quantity(29)
    /// The wind speed, m/s.
    public static let windSpeed = Quantity(30)
    /// The direction from which the wind blows, ° from north.
    public static let windDirection = Quantity(31)
    /// The pressure of the atmosphere, kPa.
    public static let airPressure = Quantity(32)
    /// The intensity of rain, mm/h.
    public static let rainfall = Quantity(33)
    /// 1 while it rains, 0 while it does not.
    public static let rainState = Quantity(34)
    /// 1 while the spray runs, 0 while it stands.
    public static let sprayState = Quantity(35)

    // Power meters
    /// The mains voltage, V.
    public static let voltage = Quantity(36)
    /// The current of a power meter, A.
    public static let current = Quantity(37)
    /// The active power, W.
    public static let power = Quantity(38)
    /// The power factor, -1 to 1.
    public static let powerFactor = Quantity(39)
    /// The mains frequency, Hz.
    public static let frequency = Quantity(40)
    /// The active energy, kWh.
    public static let energy = Quantity(41)
}

extension Quantity {
    /// What is known of a quantity that rules know.
    struct Facts: Sendable {
        var name: String
        var unit: PhysicalUnit
        var title: Text

        init(_ name: String, _ unit: PhysicalUnit, _ zh: String, _ en: String) {
            (self.name, self.unit) = (name, unit)
            title = Text(zh: zh, en: en)
        }
    }

    /// What is known of it; nil for a quantity of a profile's own.
    var facts: Facts? { number < Self.facts.count ? Self.facts[Int(number)] : nil }

    /// The numbers of the known quantities, by name.
    static let numbers: [String: UInt16] = Dictionary(
        uniqueKeysWithValues: facts.enumerated().map { ($1.name, UInt16($0)) })

    /// The known quantities, each at the position that is its number.
    static let facts: [Facts] = [
        Facts("pressureDrop", .pascal, "压差", "pressure drop"),
        Facts("temperature", .celsius, "温度", "temperature"),
        Facts("bedTemperature", .celsius, "床层温度", "bed temperature"),
        Facts("humidity", .percent, "相对湿度", "relative humidity"),
        Facts("airFlow", .cubicMetrePerHour, "风量", "air volume"),
        Facts("vocIn", .milligramPerCubicMetre, "进口VOCs", "VOC at the inlet"),
        Facts("vocOut", .milligramPerCubicMetre, "出口VOCs", "VOC at the outlet"),
        Facts("carbonWeight", .kilogram, "炭重", "carbon weight"),
        Facts("fanCurrent", .ampere, "风机电流", "fan current"),
        Facts("fanState", .one, "风机运行", "fan running"),
        Facts("productionCurrent", .ampere, "生产设备电流", "production current"),
        Facts("productionState", .one, "生产设备运行", "production running"),
        Facts("fume", .milligramPerCubicMetre, "油烟", "cooking fume"),
        Facts("fumeIn", .milligramPerCubicMetre, "净化前油烟", "fume before the purifier"),
        Facts("nmhc", .milligramPerCubicMetre, "非甲烷总烃", "NMHC"),
        Facts("particulate", .milligramPerCubicMetre, "颗粒物", "particulate matter"),
        Facts("purifierCurrent", .ampere, "净化器电流", "purifier current"),
        Facts("purifierState", .one, "净化器运行", "purifier on"),
        Facts("stovesOn", .one, "在用灶头数", "stoves at work"),
        Facts("smoke", .perMetre, "烟度(光吸收系数)", "smoke (light absorption)"),
        Facts("nox", .partsPerMillion, "氮氧化物", "NOx"),
        Facts("exhaustTemp", .celsius, "排气温度", "exhaust temperature"),
        Facts("dpfPressure", .kilopascal, "DPF压差", "DPF pressure drop"),
        Facts("engineSpeed", .rpm, "发动机转速", "engine speed"),
        Facts("engineHours", .hour, "发动机工时", "engine hours"),
        Facts("ureaLevel", .percent, "尿素液位", "urea level"),
        Facts("tsp", .microgramPerCubicMetre, "总悬浮颗粒物", "TSP"),
        Facts("pm10", .microgramPerCubicMetre, "PM10", "PM10"),
        Facts("pm25", .microgramPerCubicMetre, "PM2.5", "PM2.5"),
        Facts("noise", .decibel, "噪声", "noise"),
        Facts("windSpeed", .metrePerSecond, "风速", "wind speed"),
        Facts("windDirection", .degree, "风向", "wind direction"),
        Facts("airPressure", .kilopascal, "气压", "air pressure"),
        Facts("rainfall", .millimetrePerHour, "降雨强度", "rain intensity"),
        Facts("rainState", .one, "降雨", "rain"),
        Facts("sprayState", .one, "喷淋运行", "spray running"),
        Facts("voltage", .volt, "电压", "voltage"),
        Facts("current", .ampere, "电流", "current"),
        Facts("power", .watt, "有功功率", "active power"),
        Facts("powerFactor", .one, "功率因数", "power factor"),
        Facts("frequency", .hertz, "频率", "frequency"),
        Facts("energy", .kilowattHour, "电能", "energy"),
    ]
}
