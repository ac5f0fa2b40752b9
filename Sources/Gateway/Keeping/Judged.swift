import Facilities
import Journal
import Rules

/// The result of an event: what must be stored, and the standings of the facilities once it is.
struct Judged: Sendable {
    var batch = Batch()
    /// The standings of the facilities where they may have changed.
    var standings: [Facility.Code: Standing] = [:]

    var isEmpty: Bool { batch.isEmpty }

    /// Drops the states of the rules of some facilities, and their standings, because later ones exist.
    mutating func forget(_ facilities: Set<Facility.Code>) {
        batch.forgetStates(of: facilities)
        for code in facilities { standings[code] = nil }
    }

    /// Appends the result of later events.
    mutating func append(_ later: Judged) {
        batch.append(later.batch)
        standings.merge(later.standings) { _, new in new }
    }
}

/// The standing of a facility, with details that do not leave the gateway.
struct Standing: Sendable {
    var status: Status
    /// The suspicions, which are for the owner and for inspectors.
    var suspicions: [Suspicion]
    /// The details of the findings, a line each.
    var details: [Text]
    /// The newest means that its rules have judged.
    var means: [JudgedMean]
    /// The state of a cleaning's standard, as far as it is measured now.
    var checks: [StandardCheck]
    /// The figures with which people follow it.
    var gauges: [Gauge]
    /// The scores of the newest days of a building site.
    var dustScores: [DustScore]
    /// The time from which the rules that lack data can judge; nil if none waits.
    var ready: Timestamp?
    /// The figures of each of its devices today so far; nil before the first event.
    var today: DevicesToday?
    /// The times of its light today so far; nil before the first event.
    var lightsToday: CountedDay?

    init(_ rules: FacilityRules) {
        (status, suspicions, details) = (rules.status, rules.suspicions, rules.details)
        (means, checks, ready, gauges) = (rules.means, rules.checks, rules.ready, rules.gauges)
        lightsToday = rules.lightsToday
        dustScores = rules.dustScores
        today = rules.today.map { DevicesToday(day: $0.day, minutes: $0.minutes, devices: $0.devices) }
    }
}
