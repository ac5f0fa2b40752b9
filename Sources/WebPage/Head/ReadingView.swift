import Facilities

/// One reading in words.
struct ReadingView {
    var quantity: String
    var value: String
    /// The quality in words; empty while the reading is good.
    var quality: String

    init(_ reading: Reading, language: Language) {
        quantity = reading.quantity.title[language]
        quality = reading.quality == .good ? "" : reading.quality.title[language]
        value =
            switch reading.value {
            case nil: "–"
            case let value? where Self.switches.contains(reading.quantity):
                (value == 0 ? Text(zh: "停", en: "off") : Text(zh: "开", en: "on"))[language]
            case let value?: reading.boundText + Measure(value, reading.unit).pageText
            }
    }

    /// The quantities that are 1 or 0.
    static let switches: Set<Quantity> = [.fanState, .purifierState, .productionState, .sprayState]
}

extension Reading {
    /// The sign before a value that is a bound of the true value. A good value at the bottom of the range has none,
    /// since that is a usual state: a fan that stands draws 0 A.
    fileprivate var boundText: String {
        switch bound {
        case .exact: ""
        case .atLeast: "≥ "
        case .atMost: quality == .good ? "" : "≤ "
        }
    }
}

extension Measure {
    /// The amount with a useful number of digits and the unit as it is printed: `12.5 mg/m³`.
    var pageText: String {
        let decimals =
            switch value.magnitude {
            case ..<10: 3
            case ..<1000: 1
            default: 0
            }
        let text = value.plainText(decimals: decimals)
        guard unit != .one else { return text }
        return "\(text) \(unit.symbol.replacing("m3", with: "m³").replacing("m2", with: "m²"))"
    }
}
