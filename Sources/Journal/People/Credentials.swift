public import Facilities

/// A person who may enter records, with the hash of their PIN.
public struct Credentials: Hashable, Sendable {
    /// The person.
    public var person: Operator
    /// The hash of their PIN.
    public var hash: PINHash
}
