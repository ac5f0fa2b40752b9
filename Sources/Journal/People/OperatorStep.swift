public import Facilities

/// A change of the people who may enter records.
public enum OperatorStep: Hashable, Sendable {
    case added(Operator, PINHash)
    case removed(name: String)

    /// The memory that one takes, in bytes: an estimate.
    static let bytes = 512
}
