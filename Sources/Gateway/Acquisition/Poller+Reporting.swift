import DeviceProfiles
import Facilities
import Modbus
import Synchronization

extension Poller {
    /// The other process that has opened the port, if that is why the line is down.
    private var holder: PortHolder? {
        guard case .rtu(let line) = endpoint, lineDown?.en.contains(PortHolder.inUse.en) == true else { return nil }
        return PortHolder.other(of: line.device)
    }

    /// Returns the state of the bus and its devices; if its loop does not answer in time, because a driver hangs, the last
    /// state that was asked for, or nil if none was.
    nonisolated func report(by deadline: ContinuousClock.Instant) async -> BusReport? {
        let (answers, answer) = AsyncStream.makeStream(of: BusReport?.self, bufferingPolicy: .bufferingOldest(1))
        Task { answer.yield(await report()) }
        let alarm = Task {
            try? await Task.sleep(until: deadline, clock: .continuous)
            answer.yield(lastReport.withLock(\.self))
        }
        defer { alarm.cancel() }
        for await first in answers { return first }
        return nil
    }

    /// Returns the state of the bus and its devices.
    func report() -> BusReport {
        let report = present
        lastReport.withLock { $0 = report }
        return report
    }

    private var present: BusReport {
        let (time, now) = (ContinuousClock.now - start, clock.now)
        return BusReport(
            endpoint: endpoint.description, isSerial: line != nil, busy: load.share(at: time), lineDown: lineDown?.en,
            lineDownText: lineDown,
            heldBy: holder,
            otherMaster: otherMaster.heard(before: time).map { now - (time - $0) },
            suspendedUntil: suspendedUntil > time ? now + (suspendedUntil - time) : nil,
            devices: zip(devices, schedule.links).map { device, link in
                .init(
                    device: device.id, unit: device.unit, serves: device.entries.map(\.id), counts: device.counts,
                    offlineSince: link.offlineSince.map { now - (time - $0) },
                    timeout: Int(device.shared.limits.timeout / .milliseconds(1)),
                    refused: device.refusedQuantities,
                    avoidsHoles: !device.holes.isEmpty
                )
            }
        )
    }
}
