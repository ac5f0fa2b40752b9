import DeviceProfiles
import Facilities
import SiteConfiguration

/// The result of a scan in the form `mashang/scan/1`. Its words do not depend on the language.
struct ScanReport: Encodable {
    private let schema = "mashang/scan/1"
    var lines: [Line] = []

    /// One line with one setting, or one address.
    struct Line: Encodable {
        /// The device or the address: `/dev/ttyS1`, `192.168.1.10:502`.
        var place: String
        var baud: Int?
        var parity: String?
        /// The bus of the gateway that read the line; nil if this command opened it.
        var bus: String?
        /// Whether every unit could be asked.
        var isWhole = true
        var units: [FoundUnit] = []
        /// The stop bits of a serial line. They are used for a configuration, and are not part of the report.
        var stopBits: Int?

        private enum CodingKeys: CodingKey { case place, baud, parity, bus, isWhole, units }
    }

    var found: Int { lines.reduce(0) { $0 + $1.units.count } }
}

/// One unit that was found, and the models that it may be.
struct FoundUnit: Encodable {
    enum State: String, Encodable {
        case answers
        /// The unit refused all questions.
        case refuses
        /// The answers of the unit cannot be decoded.
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
    /// The reason why the answers cannot be decoded, or the first exception with which it refused.
    var reason: String?
    var certainty = Certainty.unknown
    /// The profiles that the unit may have, the likeliest first; empty if no profile explains the answers.
    var profiles: [Profile] = []
    /// Some values by the first profile, to be compared with the display of the device.
    var values: [Value] = []
    /// The number of questions that the unit was asked.
    var questions = 0
    var milliseconds = 0
    /// Whether no further question could change the result.
    var isSettled = true
}

extension FoundUnit {
    /// Takes over the result of a recognition.
    ///
    /// - Parameter known: the profiles by id.
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

    /// Returns two values that a person can compare with the display of the device.
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
