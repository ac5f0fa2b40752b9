public import Facilities

/// A person who may enter records, and what is stored of their PIN.
public struct Credentials: Hashable, Sendable {
    public var person: Operator
    public var hash: PINHash
}
