/// Whether a value is the one measured, or only a bound of it because the instrument could not show more.
public enum Bound: String, Codable, Hashable, Sendable, CaseIterable {
    case exact
    /// The instrument stands at the top of its range, or was past it: the true value is this or more.
    case atLeast
    /// The instrument stands at the bottom of its range, or was past it: the true value is this or less.
    case atMost

    /// Whether a value with this bound can show that a limit is passed on that side.
    public func counts(for side: LimitSide) -> Bool {
        switch self {
        case .exact: true
        case .atLeast: side == .above
        case .atMost: side == .below
        }
    }
}
