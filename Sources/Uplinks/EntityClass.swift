import Facilities

/// The class and unit that Home Assistant has for a quantity:
/// https://www.home-assistant.io/integrations/sensor/#device-class
struct EntityClass {
    /// Whether its values are on and off.
    var isBinary = false
    /// The device class; nil if no class fits.
    var deviceClass: String?
    /// The unit as Home Assistant spells it; nil for a plain number.
    var unit: String?
    /// The kind of its statistics; nil for none.
    var stateClass: String?

    init(of quantity: Quantity, in unit: PhysicalUnit) {
        if let binary = Self.binary[quantity], unit == .one {
            (isBinary, deviceClass) = (true, binary)
            return
        }
        self.unit = unit == .one ? nil : unit.symbol.replacing("2", with: "²").replacing("3", with: "³")
        // A class accepts only some units. The class of the quantity therefore applies only in the quantity's usual
        // unit.
        deviceClass = (unit == quantity.unit ? Self.ofQuantities[quantity] : nil) ?? Self.ofUnits[unit.symbol]
        switch quantity {
        // An arithmetic mean of directions is meaningless.
        case .windDirection: stateClass = nil
        case .engineHours: stateClass = "total_increasing"
        default: stateClass = deviceClass == "energy" ? "total_increasing" : "measurement"
        }
    }

    private static let binary: [Quantity: String] = [
        .fanState: "running", .productionState: "running", .purifierState: "running", .sprayState: "running",
        .rainState: "moisture",
    ]

    private static let ofQuantities: [Quantity: String] = [
        .humidity: "humidity", .pm10: "pm10", .pm25: "pm25", .windSpeed: "wind_speed",
        .airPressure: "atmospheric_pressure", .powerFactor: "power_factor",
    ]

    private static let ofUnits = Dictionary(
        uniqueKeysWithValues: [
            "pressure": ["Pa", "hPa", "mbar", "kPa", "bar"], "temperature": ["°C"],
            "volume_flow_rate": ["m3/h", "L/min"], "current": ["A", "mA"], "voltage": ["V", "mV"],
            "power": ["W", "kW"], "apparent_power": ["VA"], "reactive_power": ["var"],
            "energy": ["kWh", "Wh", "MWh"], "frequency": ["Hz"], "duration": ["s", "min", "h", "d"],
            "speed": ["m/s", "km/h"], "sound_pressure": ["dB"], "weight": ["kg", "g"],
            "distance": ["m", "mm", "cm"], "illuminance": ["lx"], "precipitation_intensity": ["mm/h"],
        ].flatMap { deviceClass, units in units.map { ($0, deviceClass) } })
}
