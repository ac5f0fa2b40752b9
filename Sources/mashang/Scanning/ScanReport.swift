import DeviceProfiles
import Facilities
import SiteConfiguration

/// `mashang/scan/1`: what a scan found. Its words do not depend on the language.
struct ScanReport: Encodable {
    private let schema = "mashang/scan/1"
    var lines: [Line] = []

    /// One line with one setting, or one address.
    struct Line: Encodable {
        /// `/dev/ttyS1`, `192.168.1.10:502`.
        var place: String
        var baud: Int?
        var parity: String?
        /// The bus of the gateway that was asked; nil where the line was opened.
        var bus: String?
        /// Whether every unit could be asked.
        var isWhole = true
        var units: [FoundUnit] = []
        /// Of a serial line; for a configuration, not for the report.
        var stopBits: Int?

        private enum CodingKeys: CodingKey { case place, baud, parity, bus, isWhole, units }
    }

    var found: Int { lines.reduce(0) { $0 + $1.units.count } }
}

/// One unit that is there, and what it may be.
struct FoundUnit: Encodable {
    enum State: String, Encodable {
        case answers
        /// It refused everything that it was asked for.
        case refuses
        /// What comes cannot be read.
        case garbled
    }

    enum Certainty: String, Encodable {
        case certain, likely, oneOf, unknown
    }

    struct Profile: Encodable {
        var profile: String
        var name: Text
    }

    struct Value: Encodable {
        var quantity: String
        var title: Text
        var value: Double
        var unit: String
    }

    var unit: UInt8
    var state: State
    /// Why it cannot be read, or with which exception it refused first.
    var reason: String?
    var certainty = Certainty.unknown
    /// The likeliest first; empty where no profile explains the answers.
    var profiles: [Profile] = []
    /// What it says by the first of them, to be compared with its display.
    var values: [Value] = []
    /// How many questions it was asked.
    var questions = 0
    var milliseconds = 0
    /// Whether nothing that was not asked could change the result.
    var isSettled = true
}

extension FoundUnit {
    /// - Parameter known: by id.
    mutating func take(_ recognition: DeviceRecognition, _ known: [String: DeviceProfile]) {
        questions = recognition.asked
        isSettled = recognition.next == nil
        let ids: [String]
        switch recognition.ranking.certainty {
        case .certain: (certainty, ids) = (.certain, [recognition.ranking.fits[0].profile])
        case .likely: (certainty, ids) = (.likely, [recognition.ranking.fits[0].profile])
        case .amongst(let several): (certainty, ids) = (.oneOf, several)
        case .unknown: (certainty, ids) = (.unknown, [])
        }
        let models = ids.compactMap { known[$0] }
        profiles = models.map { Profile(profile: $0.id, name: $0.name) }
        values = models.first.map { recognition.readings(of: $0) }.map(Self.telling) ?? []
    }

    /// Two values that a person can compare with the device's display.
    private static func telling(_ readings: [Reading]) -> [Value] {
        readings.filter { $0.quality == .good && $0.value != 0 && $0.unit.symbol != "1" }.prefix(2).compactMap {
            reading in
            reading.value.map { value in
                Value(
                    quantity: reading.quantity.rawValue, title: reading.quantity.title, value: value,
                    unit: reading.unit.symbol)
            }
        }
    }
}
