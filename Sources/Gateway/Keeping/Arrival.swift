import Facilities

/// A sample or another event, and the facility to which it belongs.
struct Arrival: Sendable {
    var facility: Facility.Code
    var event: Event

    /// Returns it with its sample at another time.
    func moved(by offset: Duration) -> Arrival {
        guard case .sample(var sample) = event else { return self }
        sample.time = sample.time + offset
        return Arrival(facility: facility, event: .sample(sample))
    }

    /// The same with every value marked as of an uncertain time.
    var withUntrustedClock: Arrival {
        guard case .sample(var sample) = event else { return self }
        sample.readings = sample.readings.map { $0.marked(.uncertain(.clockUntrusted)) }
        return Arrival(facility: facility, event: .sample(sample))
    }
}
