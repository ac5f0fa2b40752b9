import Facilities

/// What the gateway says of itself: which buses have devices that do not answer, what waits for the broker, whether the
/// clock can be trusted.
struct Health: Sendable {
    private let buses: [String: [DeviceID]]

    init(_ configuration: Configuration) {
        let devices = configuration.facilities.flatMap(\.devices)
        buses = Dictionary(grouping: devices, by: \.bus).mapValues { $0.map(\.id) }
    }

    func payload(
        now: Timestamp, backlog: Int64, samples: [DeviceID: Sample], reports: [String: BusReport]
    ) -> StatePayload.Health {
        let health = buses.map { name, devices in
            let answering = devices.count { samples[$0]?.readings.contains { $0.value != nil } ?? false }
            return (name, StatePayload.Bus(devices: devices.count, answering: answering, reports[name]))
        }
        return StatePayload.Health(
            asOf: now, version: Gateway.version, clock: Timestamp.isSynchronised ? .synchronised : .unsynchronised,
            backlog: backlog, buses: Dictionary(uniqueKeysWithValues: health)
        )
    }
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
