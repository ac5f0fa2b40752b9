/// The means of supervision of a facility.
public enum Supervision: String, Codable, Hashable, Sendable, CaseIterable {
    case sensors
    /// The ledger alone: nothing at the facility is measured, as its configuration states.
    case records
}
