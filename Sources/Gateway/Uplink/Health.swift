import Facilities

/// What the gateway says of itself: which buses have devices that do not answer, what waits for the broker, whether the
/// clock can be trusted.
struct Health: Sendable {
    private let buses: [String: [DeviceID]]

    init(_ configuration: Configuration) {
        let devices = configuration.facilities.flatMap(\.devices)
        buses = Dictionary(grouping: devices, by: \.bus).mapValues { $0.map(\.id) }
    }

    func payload(now: Timestamp, backlog: Int64, samples: [DeviceID: Sample]) -> StatePayload.Health {
        let health = buses.mapValues { devices in
            let answering = devices.count { samples[$0]?.readings.contains { $0.value != nil } ?? false }
            return StatePayload.Bus(devices: devices.count, answering: answering)
        }
        return StatePayload.Health(
            asOf: now, version: Gateway.version, clock: Timestamp.isSynchronised ? .synchronised : .unsynchronised,
            backlog: backlog, buses: health
        )
    }
}
