import DeviceProfiles
import Facilities
import Logging
import Modbus

/// Suspension of polling, so that a technician can use the line undisturbed for some minutes.
extension Poller {
    /// Suspends polling and closes the line. Readings of that time are marked as maintenance. Polling continues by itself
    /// afterwards; zero ends the suspension at once.
    func suspend(for time: Duration) async {
        suspendedUntil = .now - start + time
        logger.notice("Polling suspended", metadata: ["bus": "\(endpoint)", "for": "\(time)"])
        guard time > .zero else { return }
        await bus.close()
        let now = clock.uptime
        let arrivals = devices.indices.flatMap { devices[$0].unaskedSamples(.maintenance, at: now) }
        await intake.send(arrivals)
    }

    /// Returns when the line may be used again, or after a second, because the end may change in that time.
    ///
    /// A search that was in progress when the line was suspended may have opened the line again.
    func leaveAlone() async {
        await bus.close()
        let end = min(start + suspendedUntil, .now + .seconds(1))
        await intake.loop.sleep(until: end)
        if suspendedUntil <= .now - start { schedule.lineReturned(at: .now - start) }
    }
}
