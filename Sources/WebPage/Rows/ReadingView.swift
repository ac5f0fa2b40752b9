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
