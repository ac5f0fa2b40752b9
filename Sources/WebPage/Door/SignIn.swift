public import Facilities

/// The answer to a name and a PIN.
public enum SignIn: Hashable, Sendable {
    case right(Operator)
    case refused(Text)
}
