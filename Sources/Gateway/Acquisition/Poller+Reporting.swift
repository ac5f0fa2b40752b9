import DeviceProfiles
import Facilities
import Modbus

extension Poller {
    /// How the bus and its devices are doing.
    func report() -> BusReport {
        let (time, now) = (ContinuousClock.now - start, clock.now)
        return BusReport(
            endpoint: endpoint.description, isSerial: line != nil, busy: load.share(at: time), lineDown: lineDown,
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
