public import DeviceProfiles

extension RequestCost {
    /// Creates the cost of a request at an endpoint, before any device has shown how fast it answers.
    public init(_ endpoint: BusEndpoint) {
        self = endpoint.line.map { .serial(character: $0.characterTime) } ?? .tcp()
    }

    /// Creates the cost of a request on a bus with its settings: if each answer ends its connection, every request
    /// waits for a new one.
    public init(_ bus: SiteBus) {
        self.init(bus.endpoint)
        if bus.settings.closeAfter == .zero { connection = bus.settings.connectDelay ?? .zero }
    }
}
