/// A unit of measurement by its symbol: `Pa`, `mg/m3`, `°C`.
public struct PhysicalUnit: Hashable, Sendable {
    /// The symbol of the table: of several spellings the first.
    public let symbol: String

    /// Creates the unit of a symbol or of another spelling of it; nil for one that is not in the table.
    public init?(_ symbol: String) {
        let symbol = Self.spellings[symbol] ?? symbol
        guard Self.table[symbol] != nil else { return nil }
        self.symbol = symbol
    }

    private init(known symbol: String) {
        self.symbol = symbol
    }

    /// Returns a value in another unit of the same dimension; nil if the dimensions differ.
    public func convert(_ value: Double, to other: PhysicalUnit) -> Double? {
        guard self != other else { return value }
        guard let from = Self.table[symbol], let to = Self.table[other.symbol], from.dimension == to.dimension else {
            return nil
        }
        return value * from.factor / to.factor
    }

    /// All symbols of the table, in order.
    public static var symbols: [String] { table.keys.sorted() }

    private struct Scale {
        var dimension: String
        var factor: Double
    }

    // What a person's keyboard has instead of the symbol.
    private static let spellings = [
        "ug/m3": "µg/m3", "μg/m3": "µg/m3", "µg/m³": "µg/m3", "mg/m³": "mg/m3", "m³/h": "m3/h", "m²": "m2",
        "kg/m³": "kg/m3", "g/cm³": "g/cm3", "m²/g": "m2/g",
        "C": "°C", "℃": "°C", "deg": "°", "dB(A)": "dB", "%RH": "%", "m-1": "1/m",
    ]

    private static let table: [String: Scale] = Dictionary(
        uniqueKeysWithValues: dimensions.flatMap { dimension, units in
            units.map { ($0.key, Scale(dimension: dimension, factor: $0.value)) }
        }
    )

    private static let dimensions: [String: [String: Double]] = [
        "number": ["1": 1, "%": 0.01],
        "pressure": ["Pa": 1, "hPa": 100, "mbar": 100, "kPa": 1000, "bar": 100_000],
        "temperature": ["°C": 1],
        "volume flow": ["m3/h": 1, "m3/s": 3600, "m3/min": 60, "L/min": 0.06],
        "concentration": ["mg/m3": 1, "µg/m3": 0.001, "g/m3": 1000],
        "mixing ratio": ["ppm": 1, "ppb": 0.001],
        "current": ["A": 1, "mA": 0.001],
        "voltage": ["V": 1, "mV": 0.001, "kV": 1000],
        "power": ["W": 1, "kW": 1000],
        "apparent power": ["VA": 1, "kVA": 1000],
        "reactive power": ["var": 1, "kvar": 1000],
        "energy": ["kWh": 1, "Wh": 0.001, "MWh": 1000],
        "reactive energy": ["kvarh": 1, "varh": 0.001],
        "apparent energy": ["kVAh": 1],
        "irradiance": ["W/m2": 1],
        "resistance": ["Ohm": 1, "kOhm": 1000],
        "volume": ["m3": 1, "L": 0.001],
        "standard volume flow": ["Nm3/h": 1],
        "frequency": ["Hz": 1],
        "rotation": ["rpm": 1],
        "time": ["s": 1, "min": 60, "h": 3600, "d": 86_400],
        "speed": ["m/s": 1, "km/h": 1 / 3.6],
        "angle": ["°": 1],
        "sound level": ["dB": 1],
        "mass flow": ["kg/h": 1, "g/h": 0.001],
        "mass": ["kg": 1, "g": 0.001, "t": 1000],
        "length": ["m": 1, "mm": 0.001, "cm": 0.01],
        "area": ["m2": 1, "cm2": 0.0001],
        "light absorption": ["1/m": 1],
        "mass ratio": ["mg/g": 1],
        "density": ["kg/m3": 1, "g/cm3": 1000],
        "specific surface": ["m2/g": 1],
        "illuminance": ["lx": 1],
        "rain intensity": ["mm/h": 1, "mm/min": 60],
    ]
}

extension PhysicalUnit {
    /// The unit of numbers without a dimension.
    public static let one = PhysicalUnit(known: "1")
    public static let percent = PhysicalUnit(known: "%")
    public static let pascal = PhysicalUnit(known: "Pa")
    public static let kilopascal = PhysicalUnit(known: "kPa")
    public static let celsius = PhysicalUnit(known: "°C")
    public static let cubicMetrePerHour = PhysicalUnit(known: "m3/h")
    public static let milligramPerCubicMetre = PhysicalUnit(known: "mg/m3")
    public static let microgramPerCubicMetre = PhysicalUnit(known: "µg/m3")
    /// The unit of NOx, ppm by volume.
    public static let partsPerMillion = PhysicalUnit(known: "ppm")
    public static let ampere = PhysicalUnit(known: "A")
    public static let volt = PhysicalUnit(known: "V")
    public static let watt = PhysicalUnit(known: "W")
    public static let kilowatt = PhysicalUnit(known: "kW")
    public static let kilowattHour = PhysicalUnit(known: "kWh")
    public static let hertz = PhysicalUnit(known: "Hz")
    public static let rpm = PhysicalUnit(known: "rpm")
    public static let minute = PhysicalUnit(known: "min")
    public static let hour = PhysicalUnit(known: "h")
    public static let day = PhysicalUnit(known: "d")
    public static let metrePerSecond = PhysicalUnit(known: "m/s")
    public static let millimetrePerHour = PhysicalUnit(known: "mm/h")
    public static let degree = PhysicalUnit(known: "°")
    /// The unit of sound levels, dB(A).
    public static let decibel = PhysicalUnit(known: "dB")
    public static let kilogram = PhysicalUnit(known: "kg")
    public static let kilogramPerHour = PhysicalUnit(known: "kg/h")
    public static let squareMetre = PhysicalUnit(known: "m2")
    /// The unit of a light absorption coefficient, 1/m.
    public static let perMetre = PhysicalUnit(known: "1/m")
    /// The unit of an iodine value, mg/g.
    public static let milligramPerGram = PhysicalUnit(known: "mg/g")
    public static let kilogramPerCubicMetre = PhysicalUnit(known: "kg/m3")
    public static let squareMetrePerGram = PhysicalUnit(known: "m2/g")
    public static let second = PhysicalUnit(known: "s")
}

extension PhysicalUnit: CustomStringConvertible, Codable {
    public var description: String { symbol }

    public init(from decoder: any Decoder) throws {
        let symbol = try String(from: decoder)
        guard let unit = PhysicalUnit(symbol) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(symbol) is no known unit")
            )
        }
        self = unit
    }

    public func encode(to encoder: any Encoder) throws {
        try symbol.encode(to: encoder)
    }
}
