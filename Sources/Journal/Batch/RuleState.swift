public import Facilities

/// What a facility's rules remember, as JSON, after the event of that sequence.
public struct RuleState: Hashable, Sendable {
    public var facility: Facility.Code
    public var sequence: Int64
    public var state: String

    public init(facility: Facility.Code, sequence: Int64, state: String) {
        self.facility = facility
        self.sequence = sequence
        self.state = state
    }
}
