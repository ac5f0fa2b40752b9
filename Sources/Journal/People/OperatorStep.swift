public import Facilities

/// A change of the people who may enter records.
public enum OperatorStep: Hashable, Sendable {
    case added(Operator, PINHash)
    case removed(name: String)

    /// An estimate of the memory that a step takes, in bytes.
    static let bytes = 512
}
