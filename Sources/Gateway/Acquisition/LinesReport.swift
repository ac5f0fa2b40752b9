public import Modbus

/// `mashang/lines/1`: the lines that a gateway runs, for programs that read a device on one of them.
public struct LinesReport: Codable, Sendable {
    /// A line and its present use.
    public struct Line: Codable, Sendable {
        /// The serial port or network address.
        public var endpoint: ModbusEndpoint
        /// Whether polling is suspended for a technician.
        public var isSuspended: Bool
    }

    private var schema = "mashang/lines/1"
    /// The lines by their names in the configuration.
    public var lines: [String: Line]

    init(_ lines: [String: Line]) { self.lines = lines }

    /// Returns the line with an endpoint, under any name of that endpoint; nil if the gateway does not use it.
    public func line(of endpoint: ModbusEndpoint) -> (name: String, line: Line)? {
        let identities = endpoint.identities(resolvesNames: true)
        return lines.sorted { $0.key < $1.key }.first { _, line in
            line.endpoint.place == endpoint.place
                || !line.endpoint.identities(resolvesNames: true).isDisjoint(with: identities)
        }.map { ($0.key, $0.value) }
    }
}
