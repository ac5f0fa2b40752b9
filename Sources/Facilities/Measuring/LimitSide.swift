/// The side of a limit on which a value passes it.
public enum LimitSide: String, Hashable, Sendable, CaseIterable {
    /// The value is too great.
    case above
    /// The value is too small.
    case below
}
