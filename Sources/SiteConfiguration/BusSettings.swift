import Facilities

/// A bus of the configuration: where it is, and what differs there from a clean one.
public struct SiteBus: Hashable, Sendable {
    public var endpoint: BusEndpoint
    public var settings = BusSettings()

    public init(_ endpoint: BusEndpoint, _ settings: BusSettings = BusSettings()) {
        (self.endpoint, self.settings) = (endpoint, settings)
    }
}

/// What a bus needs whose converter or devices are not as the standard says. Without it everything is strict.
public struct BusSettings: Hashable, Sendable {
    /// `transactionId: ignored`: answers over Modbus TCP may have any transaction id.
    public var ignoresTransactionID = false
    /// `unitInAnswer: any`: answers over Modbus TCP may name any unit.
    public var acceptsAnyUnit = false
    /// How long a new connection is left alone before the first request.
    public var connectDelay: Duration?
    /// How long a connection may be idle before the gateway closes it; 0 for after each answer.
    public var closeAfter: Duration?
    /// The longest pause within one answer.
    public var frameGap: Duration?

    public init() {}

    /// As the file says it: `transactionId: ignored, frameGap: 1s`; empty where everything is strict.
    var text: String {
        let parts: [String?] = [
            ignoresTransactionID ? "transactionId: ignored" : nil, acceptsAnyUnit ? "unitInAnswer: any" : nil,
            connectDelay.map { "connectDelay: \($0.text)" }, closeAfter.map { "closeAfter: \($0.text)" },
            frameGap.map { "frameGap: \($0.text)" },
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}
