public import Facilities
public import Modbus

/// One read of a device on a line that the gateway runs, as somebody on this machine asks for it.
public struct LineRead: Codable, Sendable {
    /// By its name in the configuration.
    var bus: String
    private var unit: UInt8
    private var table: String
    private var address: UInt16
    private var count: Int
    /// In milliseconds, like the gap.
    private var timeout: Int
    private var gap: Int
    /// The scan that it belongs to, by a random id; nil for a read by itself.
    var scan: String?

    public init(_ read: ModbusRead, on bus: String, scan: String?) {
        (self.bus, self.scan) = (bus, scan)
        (unit, table, address, count) = (read.unit, read.table.rawValue, read.address, read.count)
        (timeout, gap) = (Int(read.timeout / .milliseconds(1)), Int(read.gap / .milliseconds(1)))
    }

    /// The longest time-out of a read between polls: for so long the others may have to wait.
    public static let longestTimeout = Duration.seconds(5)

    /// Nil for what is no read, or would keep the line for too long.
    var read: ModbusRead? {
        guard let table = RegisterTable(rawValue: table), 1...Int(Self.longestTimeout / .milliseconds(1)) ~= timeout,
            0...10_000 ~= gap
        else { return nil }
        return ModbusRead(
            unit: unit, table: table, address: address, count: count, timeout: .milliseconds(timeout),
            gap: .milliseconds(gap))
    }
}

/// `mashang/line/1`: what came of a read through the gateway.
public struct LineAnswer: Codable, Sendable {
    private enum Outcome: String, Codable {
        case words, noAnswer, refused, garbled, lineDown, impossible, notNow
    }

    private var schema = "mashang/line/1"
    private var outcome: Outcome
    private var words: [UInt16]?
    private var exception: UInt8?
    private var reason: String?
    /// Why the line is down.
    private var cause: Text?
    /// Why the gateway did not ask at all; nil if it did.
    public private(set) var refusal: Text?

    init(_ result: Result<[UInt16], ModbusError>) {
        switch result {
        case .success(let words): (outcome, self.words) = (.words, words)
        case .failure(.noAnswer): outcome = .noAnswer
        case .failure(.refused(let exception)): (outcome, self.exception) = (.refused, exception.rawValue)
        case .failure(.garbled(let reason)): (outcome, self.reason) = (.garbled, reason)
        case .failure(.lineDown(let cause)): (outcome, self.cause) = (.lineDown, cause)
        case .failure(.impossible(let reason)): (outcome, self.reason) = (.impossible, reason)
        }
    }

    init(notNow refusal: Text) {
        (outcome, self.refusal) = (.notNow, refusal)
    }

    /// As if the line had been asked directly; nil if it was not asked.
    public var result: Result<[UInt16], ModbusError>? {
        switch outcome {
        case .words: .success(words ?? [])
        case .noAnswer: .failure(.noAnswer)
        case .refused: .failure(.refused(ModbusException(rawValue: exception ?? 0)))
        case .garbled: .failure(.garbled(reason ?? ""))
        case .lineDown: .failure(.lineDown(cause ?? Text(zh: "", en: "")))
        case .impossible: .failure(.impossible(reason ?? ""))
        case .notNow: nil
        }
    }
}

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
