/// A unit of measurement. The raw value is its symbol: `Pa`, `mg/m3`, `°C`.
public enum PhysicalUnit: String, Sendable, CaseIterable {
    /// The unit of numbers without a dimension.
    case one = "1"
    case percent = "%"
    case pascal = "Pa"
    case kilopascal = "kPa"
    case celsius = "°C"
    case cubicMetrePerHour = "m3/h"
    case milligramPerCubicMetre = "mg/m3"
    case microgramPerCubicMetre = "µg/m3"
    /// The unit of NOx, ppm by volume.
    case partsPerMillion = "ppm"
    case ampere = "A"
    case volt = "V"
    case watt = "W"
    case kilowatt = "kW"
    case kilowattHour = "kWh"
    case hertz = "Hz"
    case rpm = "rpm"
    case minute = "min"
    case hour = "h"
    case day = "d"
    case metrePerSecond = "m/s"
    case millimetrePerHour = "mm/h"
    case degree = "°"
    /// The unit of sound levels, dB(A).
    case decibel = "dB"
    case kilogram = "kg"
    case kilogramPerHour = "kg/h"
    case squareMetre = "m2"
    /// The unit of a light absorption coefficient, 1/m.
    case perMetre = "1/m"
    /// The unit of an iodine value, mg/g.
    case milligramPerGram = "mg/g"
    case kilogramPerCubicMetre = "kg/m3"
    case squareMetrePerGram = "m2/g"
    case second = "s"
    case hectopascal = "hPa"
    case millibar = "mbar"
    case bar = "bar"
    case cubicMetrePerSecond = "m3/s"
    case cubicMetrePerMinute = "m3/min"
    case litrePerMinute = "L/min"
    case gramPerCubicMetre = "g/m3"
    case partsPerBillion = "ppb"
    case milliampere = "mA"
    case millivolt = "mV"
    case kilovolt = "kV"
    case voltAmpere = "VA"
    case kilovoltAmpere = "kVA"
    case voltAmpereReactive = "var"
    case kilovoltAmpereReactive = "kvar"
    case wattHour = "Wh"
    case megawattHour = "MWh"
    case kilovoltAmpereReactiveHour = "kvarh"
    case voltAmpereReactiveHour = "varh"
    case kilovoltAmpereHour = "kVAh"
    case wattPerSquareMetre = "W/m2"
    case ohm = "Ohm"
    case kiloohm = "kOhm"
    case cubicMetre = "m3"
    case litre = "L"
    case standardCubicMetrePerHour = "Nm3/h"
    case kilometrePerHour = "km/h"
    case gramPerHour = "g/h"
    case gram = "g"
    case tonne = "t"
    case metre = "m"
    case millimetre = "mm"
    case centimetre = "cm"
    case squareCentimetre = "cm2"
    case gramPerCubicCentimetre = "g/cm3"
    case lux = "lx"
    case millimetrePerMinute = "mm/min"

    /// Creates the unit of a symbol or of another spelling of it; nil for one that is not in the table.
    public init?(_ symbol: String) {
        self.init(rawValue: Self.spellings[symbol] ?? symbol)
    }

    /// The symbol: of several spellings the first.
    public var symbol: String { rawValue }

    /// Returns a value in another unit of the same dimension; nil if the dimensions differ.
    public func convert(_ value: Double, to other: PhysicalUnit) -> Double? {
        guard self != other else { return value }
        let (from, to) = (scale, other.scale)
        guard from.dimension == to.dimension else { return nil }
        return value * from.factor / to.factor
    }

    /// All symbols of the table, in order.
    public static var symbols: [String] { allCases.map(\.symbol).sorted() }

    // What a person's keyboard has instead of the symbol.
    private static let spellings = [
        "ug/m3": "µg/m3", "μg/m3": "µg/m3", "µg/m³": "µg/m3", "mg/m³": "mg/m3", "m³/h": "m3/h", "m²": "m2",
        "kg/m³": "kg/m3", "g/cm³": "g/cm3", "m²/g": "m2/g",
        "C": "°C", "℃": "°C", "deg": "°", "dB(A)": "dB", "%RH": "%", "m-1": "1/m",
    ]

    /// The dimension, and the factor to its first unit.
    private var scale: (dimension: String, factor: Double) {
        switch self {
        case .one: ("number", 1)
        case .percent: ("number", 0.01)
        case .pascal: ("pressure", 1)
        case .hectopascal: ("pressure", 100)
        case .millibar: ("pressure", 100)
        case .kilopascal: ("pressure", 1000)
        case .bar: ("pressure", 100_000)
        case .celsius: ("temperature", 1)
        case .cubicMetrePerHour: ("volume flow", 1)
        case .cubicMetrePerSecond: ("volume flow", 3600)
        case .cubicMetrePerMinute: ("volume flow", 60)
        case .litrePerMinute: ("volume flow", 0.06)
        case .milligramPerCubicMetre: ("concentration", 1)
        case .microgramPerCubicMetre: ("concentration", 0.001)
        case .gramPerCubicMetre: ("concentration", 1000)
        case .partsPerMillion: ("mixing ratio", 1)
        case .partsPerBillion: ("mixing ratio", 0.001)
        case .ampere: ("current", 1)
        case .milliampere: ("current", 0.001)
        case .volt: ("voltage", 1)
        case .millivolt: ("voltage", 0.001)
        case .kilovolt: ("voltage", 1000)
        case .watt: ("power", 1)
        case .kilowatt: ("power", 1000)
        case .voltAmpere: ("apparent power", 1)
        case .kilovoltAmpere: ("apparent power", 1000)
        case .voltAmpereReactive: ("reactive power", 1)
        case .kilovoltAmpereReactive: ("reactive power", 1000)
        case .kilowattHour: ("energy", 1)
        case .wattHour: ("energy", 0.001)
        case .megawattHour: ("energy", 1000)
        case .kilovoltAmpereReactiveHour: ("reactive energy", 1)
        case .voltAmpereReactiveHour: ("reactive energy", 0.001)
        case .kilovoltAmpereHour: ("apparent energy", 1)
        case .wattPerSquareMetre: ("irradiance", 1)
        case .ohm: ("resistance", 1)
        case .kiloohm: ("resistance", 1000)
        case .cubicMetre: ("volume", 1)
        case .litre: ("volume", 0.001)
        case .standardCubicMetrePerHour: ("standard volume flow", 1)
        case .hertz: ("frequency", 1)
        case .rpm: ("rotation", 1)
        case .second: ("time", 1)
        case .minute: ("time", 60)
        case .hour: ("time", 3600)
        case .day: ("time", 86_400)
        case .metrePerSecond: ("speed", 1)
        case .kilometrePerHour: ("speed", 1 / 3.6)
        case .degree: ("angle", 1)
        case .decibel: ("sound level", 1)
        case .kilogramPerHour: ("mass flow", 1)
        case .gramPerHour: ("mass flow", 0.001)
        case .kilogram: ("mass", 1)
        case .gram: ("mass", 0.001)
        case .tonne: ("mass", 1000)
        case .metre: ("length", 1)
        case .millimetre: ("length", 0.001)
        case .centimetre: ("length", 0.01)
        case .squareMetre: ("area", 1)
        case .squareCentimetre: ("area", 0.0001)
        case .perMetre: ("light absorption", 1)
        case .milligramPerGram: ("mass ratio", 1)
        case .kilogramPerCubicMetre: ("density", 1)
        case .gramPerCubicCentimetre: ("density", 1000)
        case .squareMetrePerGram: ("specific surface", 1)
        case .lux: ("illuminance", 1)
        case .millimetrePerHour: ("rain intensity", 1)
        case .millimetrePerMinute: ("rain intensity", 60)
        }
    }
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
