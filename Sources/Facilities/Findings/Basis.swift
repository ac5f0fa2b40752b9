/// The basis of a light.
public enum Basis: String, Codable, Hashable, Sendable, CaseIterable {
    case sensors
    /// Some of what its kind needs is not monitored, as the configuration says with a reason.
    case partial
    case records
}
