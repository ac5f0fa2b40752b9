public import Facilities

/// The state of the rules of a facility after an item.
public struct RuleState: Hashable, Sendable {
    /// The facility of the rules.
    public var facility: Facility.Code
    /// The sequence of the last item that the rules have seen.
    public var sequence: Int64
    /// The state as JSON.
    public var state: String

    /// Creates a state.
    public init(facility: Facility.Code, sequence: Int64, state: String) {
        self.facility = facility
        self.sequence = sequence
        self.state = state
    }
}
