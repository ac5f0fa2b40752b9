/// Somebody took note of a finding, or says that its cause was put right (整改).
public struct FindingNote: Codable, Hashable, Sendable {
    /// `carbon.pressure`
    public var rule: String
    /// Of several findings of the rule, the one with this cause; all of them if it is left out.
    public var cause: String?
    public var text: String?

    public init(rule: String, cause: String? = nil, text: String? = nil) {
        self.rule = rule
        self.cause = cause
        self.text = text
    }
}

/// Nobody is reminded of a finding until then. It goes on counting for the light: nobody can hide a red one.
public struct Shelving: Codable, Hashable, Sendable {
    public var rule: String
    public var cause: String?
    public var until: Timestamp
    public var text: String

    /// The longest.
    public static let longest = Duration.days(30)

    public init(rule: String, cause: String? = nil, until: Timestamp, text: String) {
        self.rule = rule
        self.cause = cause
        self.until = until
        self.text = text
    }
}

/// Somebody works on the instruments or the plant: until then what is measured is kept, marked, and not judged.
public struct Maintenance: Codable, Hashable, Sendable {
    public enum Mode: String, Codable, Hashable, Sendable, CaseIterable {
        case maintenance, calibrating
    }

    public var mode: Mode
    /// A time that is not after the record's own ends what was announced before.
    public var until: Timestamp
    /// The whole facility if it is left out.
    public var device: DeviceID?
    public var text: String

    /// The longest that may be announced at once.
    public static let longest = Duration.days(7)

    public init(mode: Mode = .maintenance, until: Timestamp, device: DeviceID? = nil, text: String) {
        self.mode = mode
        self.until = until
        self.device = device
        self.text = text
    }
}

/// From now on value · gain + offset stands for what the device says. The raw value is had back by undoing it: the ledger
/// keeps every calibration with its sequence.
public struct Calibration: Codable, Hashable, Sendable {
    public var device: DeviceID
    public var quantity: Quantity
    public var gain: Double
    /// In the unit of the quantity's readings.
    public var offset: Double
    /// Against which it was calibrated: the standard, the certificate.
    public var reference: String

    public init(device: DeviceID, quantity: Quantity, gain: Double = 1, offset: Double = 0, reference: String) {
        self.device = device
        self.quantity = quantity
        self.gain = gain
        self.offset = offset
        self.reference = reference
    }
}
