import DeviceProfiles
import Facilities
import Logging
import Modbus

/// A technician may have the line for some minutes, to look at a device without being disturbed.
extension Poller {
    /// Leaves the line to somebody else and closes it. What is not read until then is marked as maintenance; polling
    /// continues by itself. Zero ends it at once.
    func suspend(for time: Duration) async {
        suspendedUntil = .now - start + time
        logger.notice("Polling suspended", metadata: ["bus": "\(endpoint)", "for": "\(time)"])
        guard time > .zero else { return }
        await bus.close()
        let now = clock.uptime
        let arrivals = devices.indices.flatMap { devices[$0].unaskedSamples(.maintenance, at: now) }
        await intake.take(stampedByUptime: arrivals)
    }

    /// Returns when the line may be used again, or after a second: the end may be moved meanwhile.
    ///
    /// What was under way when the line was suspended, such as a search, may have opened it again.
    func leaveAlone() async {
        await bus.close()
        let end = min(start + suspendedUntil, .now + .seconds(1))
        try? await Task.sleep(until: end, clock: .continuous)
        if suspendedUntil <= .now - start { schedule.lineReturned(at: .now - start) }
    }
}
