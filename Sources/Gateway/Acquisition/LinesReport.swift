public import Modbus

/// `mashang/lines/1`: the lines that a gateway runs, for programs that read a device on one of them.
public struct LinesReport: Codable, Sendable {
    public struct Line: Codable, Sendable {
        public var endpoint: ModbusEndpoint
        /// Whether a technician has it: then the gateway leaves it alone.
        public var isSuspended: Bool
    }

    private var schema = "mashang/lines/1"
    public var lines: [String: Line]

    init(_ lines: [String: Line]) { self.lines = lines }

    /// The line that an endpoint is, by whatever name; nil if the gateway does not run it.
    public func line(of endpoint: ModbusEndpoint) -> (name: String, line: Line)? {
        let identities = endpoint.identities(resolvesNames: true)
        return lines.sorted { $0.key < $1.key }.first { _, line in
            line.endpoint.place == endpoint.place
                || !line.endpoint.identities(resolvesNames: true).isDisjoint(with: identities)
        }.map { ($0.key, $0.value) }
    }
}
