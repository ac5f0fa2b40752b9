import Facilities
import Journal
import Rules

/// What came of something that happened: what is to be kept, and how the facilities stand once it is.
struct Judged: Sendable {
    var batch = Batch()
    /// The standings of the facilities where it may have changed.
    var standings: [Facility.Code: Standing] = [:]

    var isEmpty: Bool { batch.isEmpty }

    /// Drops what the rules of some facilities remember, and how they stand: later ones are there.
    mutating func forget(_ facilities: Set<Facility.Code>) {
        batch.forgetStates(of: facilities)
        for code in facilities { standings[code] = nil }
    }

    /// Puts what came of later events behind.
    mutating func append(_ later: Judged) {
        batch.append(later.batch)
        standings.merge(later.standings) { _, new in new }
    }
}

/// How a facility stands, and what is known of it at the gateway only.
struct Standing: Sendable {
    var status: Status
    /// The suspicions, which are for the owner and for inspectors.
    var suspicions: [Suspicion]
    /// The lines that stand behind the findings.
    var details: [Text]
    /// The newest means that its rules have judged.
    var means: [JudgedMean]
    /// How the standard of a cleaning stands, as far as it is measured now.
    var checks: [StandardCheck]
    /// The figures by which people follow it.
    var gauges: [Gauge]
    /// What the newest days of a building site are scored by.
    var dustScores: [DustScore]
    /// When the rules that have not data enough yet can judge; nil where none waits.
    var ready: Timestamp?
    /// What each of its devices has given today so far; nil before the first event.
    var today: DevicesToday?
    /// What has been seen of its light today so far; nil before the first event.
    var lightsToday: CountedDay?

    init(_ rules: FacilityRules) {
        (status, suspicions, details) = (rules.status, rules.suspicions, rules.details)
        (means, checks, ready, gauges) = (rules.means, rules.checks, rules.ready, rules.gauges)
        lightsToday = rules.lightsToday
        dustScores = rules.dustScores
        today = rules.today.map { DevicesToday(day: $0.day, minutes: $0.minutes, devices: $0.devices) }
    }
}
