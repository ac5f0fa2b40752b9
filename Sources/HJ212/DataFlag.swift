/// `…-Flag`: what a value is worth (table of data flags of HJ 212-2017).
public enum DataFlag: String, Hashable, Sendable, CaseIterable {
    case normal = "N"
    /// The facility does not run.
    case stopped = "F"
    case maintenance = "M"
    case enteredByHand = "S"
    case fault = "D"
    case calibrating = "C"
    case outOfRange = "T"
    /// The instrument did not answer.
    case noConnection = "B"
}

/// The quality of a reading, by the names that it has elsewhere in a gateway.
public enum ReadingQuality: String, Hashable, Sendable, CaseIterable {
    case good, noAnswer, busError, exception, notAvailable, outOfRange, maintenance, warmingUp, calibrating, stuck,
        atLeast, atMost
    case rateOfChange, precision, facilityStopped, enteredByHand, clockUntrusted

    /// The flag; nil if nothing may be sent before the clock is corrected: `DataTime` would be wrong.
    public var flag: DataFlag? {
        switch self {
        case .good, .rateOfChange, .precision: .normal
        case .noAnswer, .busError: .noConnection
        case .exception, .notAvailable, .stuck: .fault
        case .outOfRange, .atLeast, .atMost: .outOfRange
        case .maintenance, .warmingUp: .maintenance
        case .calibrating: .calibrating
        case .facilityStopped: .stopped
        case .enteredByHand: .enteredByHand
        case .clockUntrusted: nil
        }
    }
}
