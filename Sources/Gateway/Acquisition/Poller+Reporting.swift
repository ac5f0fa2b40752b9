import DeviceProfiles
import Facilities
import Modbus

extension Poller {
    /// The other process that has opened the port, if that is why the line is down.
    private var holder: PortHolder? {
        guard case .rtu(let line) = endpoint, lineDown?.en.contains(PortHolder.inUse.en) == true else { return nil }
        return PortHolder.other(of: line.device)
    }

    /// Returns the state of the bus and its devices.
    func report() -> BusReport {
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
