import Facilities

/// What the gateway says of itself: which buses have devices that do not answer, what waits for the broker, whether the
/// clock can be trusted.
struct Health: Sendable {
    /// By bus: of each unit the entries that it serves.
    private let buses: [String: [[DeviceEntry]]]

    init(_ configuration: Configuration) {
        let entries = configuration.facilities.flatMap { site in
            site.devices.map { (bus: $0.bus, unit: $0.unit, id: DeviceEntry(site.facility.code, $0.id)) }
        }
        buses = Dictionary(grouping: entries, by: \.bus).mapValues { entries in
            Dictionary(grouping: entries, by: \.unit).values.map { $0.map(\.id) }
        }
    }

    /// - Parameter samples: the newest of each device entry. A unit that is read for several answers if one of them got a value.
    func payload(
        now: Timestamp, backlog: Int64, samples: [Facility.Code: [DeviceID: Sample]], reports: [String: BusReport]
    ) -> StatePayload.Health {
        let health = buses.map { name, units in
            let answering = units.count { $0.contains { samples[$0.code]?[$0.device]?.hasValue ?? false } }
            return (name, StatePayload.Bus(devices: units.count, answering: answering, reports[name]))
        }
        return StatePayload.Health(
            asOf: now, version: Gateway.version, clock: Timestamp.isSynchronised ? .synchronised : .unsynchronised,
            backlog: backlog, buses: Dictionary(uniqueKeysWithValues: health)
        )
    }
}

extension Sample {
    fileprivate var hasValue: Bool { readings.contains { $0.value != nil } }
}

extension StatePayload.Bus {
    fileprivate init(devices: Int, answering: Int, _ report: BusReport?) {
        let counts = report?.devices.map(\.counts) ?? []
        func total(_ count: KeyPath<DeviceCounts, Int>) -> Int { counts.reduce(0) { $0 + $1[keyPath: count] } }
        self.init(
            devices: devices, answering: answering, busy: ((report?.busy ?? 0) * 1000).rounded() / 1000,
            due: total(\.due), skipped: total(\.skipped), timeouts: total(\.timeouts), garbled: total(\.garbled),
            exceptions: total(\.exceptions)
        )
    }
}
