/// The state of an instrument, which a platform asks for with 3020.
///
/// The standard's tables C.42 and C.43 show `i12001-Info=1` without the meaning of the numbers. The meaning here is the one that
/// open data loggers of the field use; it was not read in the standard (`verified: false`).
public enum InstrumentState: Int, Hashable, Sendable, CaseIterable {
    case runs = 0
    case maintenance = 1
    case fault = 2
    case calibrating = 3

    /// The codes of `InfoId` under which it is asked for: the second one for the instruments of a flue.
    public static let codes: Set<String> = ["i12001", "i12007"]

    /// Creates the state that a quality shows; nil for readings whose time is not known.
    public init?(_ quality: ReadingQuality) {
        switch quality.flag {
        case .normal, .outOfRange, .stopped, .enteredByHand: self = .runs
        case .maintenance: self = .maintenance
        case .fault, .noConnection: self = .fault
        case .calibrating: self = .calibrating
        case nil: return nil
        }
    }
}
