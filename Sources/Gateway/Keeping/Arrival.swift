import Facilities

/// Something that came in, and where it belongs.
struct Arrival: Sendable {
    var facility: Facility.Code
    var event: Event

    /// Its sample at another time.
    func moved(by offset: Duration) -> Arrival {
        guard case .sample(var sample) = event else { return self }
        sample.time = sample.time + offset
        return Arrival(facility: facility, event: .sample(sample))
    }

    /// With every value marked as of a time that nobody can vouch for.
    var withUntrustedClock: Arrival {
        guard case .sample(var sample) = event else { return self }
        sample.readings = sample.readings.map { $0.marked(.uncertain(.clockUntrusted)) }
        return Arrival(facility: facility, event: .sample(sample))
    }
}
