public import DeviceProfiles

extension RequestCost {
    /// What a request costs there before any device has shown how fast it answers.
    public init(_ endpoint: BusEndpoint) {
        self = endpoint.line.map { .serial(character: $0.characterTime) } ?? .tcp()
    }
}
