import Facilities

@testable import Rules

/// What is observed of a facility after some samples.
func observed(
    _ events: [Event], of facility: Facility = Facility(code: code, name: "", settings: .dustSite)
) -> Observed {
    var observation = Observation()
    let levels = Levels(of: facility)
    var seen = observation.take(.tick(start), of: facility, levels)
    for event in events { seen = observation.take(event, of: facility, levels) }
    return seen
}

extension FacilityRules {
    func step(of rule: String) -> NextStep? { steps[rule] }
}
