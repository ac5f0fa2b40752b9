import Facilities

@testable import Rules

extension FacilityRules {
    /// What continues after a restart of the gateway.
    func restarted() throws -> FacilityRules { try FacilityRules(facility, restoredFrom: stored()) }
}
