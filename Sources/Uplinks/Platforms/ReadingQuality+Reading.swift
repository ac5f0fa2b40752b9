import Facilities
import HJ212

extension ReadingQuality {
    /// Creates the quality of a reading, by which its flag is chosen.
    init(_ reading: Reading) {
        switch reading.quality {
        case .bad(let reason), .uncertain(let reason): self.init(reason)
        case .good:
            switch reading.bound {
            case .exact: self = .good
            case .atLeast: self = .atLeast
            case .atMost: self = .atMost
            }
        }
    }

    private init(_ reason: Quality.Reason) {
        switch reason {
        case .noAnswer: self = .noAnswer
        case .exception: self = .exception
        case .busError: self = .busError
        case .outOfRange: self = .outOfRange
        case .stuck: self = .stuck
        case .rateOfChange: self = .rateOfChange
        case .warmingUp: self = .warmingUp
        case .maintenance: self = .maintenance
        case .calibrating: self = .calibrating
        case .clockUntrusted: self = .clockUntrusted
        case .precision: self = .precision
        // Whose answer it was, or what a newer version found, is not known: the platform gets a fault.
        case .notAvailable, .otherMaster, .unknown: self = .notAvailable
        }
    }
}

extension BeijingTime {
    init(_ time: Timestamp) { self.init(milliseconds: time.milliseconds) }
}

extension Timestamp {
    init(_ time: BeijingTime) { self.init(milliseconds: time.milliseconds) }
}
