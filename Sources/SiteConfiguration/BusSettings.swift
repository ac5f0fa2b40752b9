public import Facilities

/// A bus of the configuration: its connection, and its deviations from the standard.
public struct SiteBus: Hashable, Sendable {
    /// The connection of the bus.
    public var endpoint: BusEndpoint
    /// The deviations from the standard.
    public var settings = BusSettings()

    public init(_ endpoint: BusEndpoint, _ settings: BusSettings = BusSettings()) {
        (self.endpoint, self.settings) = (endpoint, settings)
    }
}

/// The settings of a bus whose converter or devices deviate from the standard. Without them the gateway is strict.
public struct BusSettings: Hashable, Sendable {
    /// Whether answers over Modbus TCP may have any transaction id: `transactionId: ignored`.
    public var ignoresTransactionID = false
    /// Whether answers over Modbus TCP may name any unit: `unitInAnswer: any`.
    public var acceptsAnyUnit = false
    /// The time for which a new connection must be idle before the first request; nil if it need not be.
    public var connectDelay: Duration?
    /// The time for which a connection may be idle before the gateway closes it; 0 closes it after each answer.
    public var closeAfter: Duration?
    /// The longest pause within one answer; nil for that of the standard.
    public var frameGap: Duration?

    /// Creates strict settings.
    public init() {}

    /// The settings as the file states them: `transactionId: ignored, frameGap: 1s`; empty if everything is strict.
    public var text: String {
        let parts: [String?] = [
            ignoresTransactionID ? "transactionId: ignored" : nil, acceptsAnyUnit ? "unitInAnswer: any" : nil,
            connectDelay.map { "connectDelay: \($0.text)" }, closeAfter.map { "closeAfter: \($0.text)" },
            frameGap.map { "frameGap: \($0.text)" },
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}

extension BusSettings {
    /// A key of a bus whose value is a word, in a configuration as in an option of a command.
    public enum Word: String, CaseIterable, Sendable {
        case transactionId, unitInAnswer

        /// The only value of the key.
        public var word: String { self == .transactionId ? "ignored" : "any" }
    }

    /// A key of a bus whose value is a duration, in a configuration as in an option of a command.
    public enum Time: String, CaseIterable, Sendable {
        case connectDelay, closeAfter, frameGap

        /// The permitted durations, both ends included.
        public var range: ClosedRange<Duration> {
            switch self {
            case .connectDelay: .zero ... .seconds(30)
            case .closeAfter: .zero ... .seconds(3600)
            case .frameGap: .milliseconds(10) ... .seconds(30)
            }
        }

        /// The description of a correct value, for an error.
        public var expected: Text {
            switch self {
            case .connectDelay: Text(zh: "不超过30s的时间，如1s", en: "a time of up to 30s, such as 1s")
            case .closeAfter:
                Text(
                    zh: "不超过1h的时间，如10s；0s 为每次应答后就断开",
                    en: "a time of up to 1h, such as 10s, or 0s for after each answer")
            case .frameGap:
                Text(
                    zh: "一次应答中间的停顿，10ms 至 30s，如1s", en: "a pause from 10ms to 30s within an answer, such as 1s")
            }
        }

        /// Reads a duration; nil if the text is not one, or if it is outside the range.
        public func duration(_ text: String) -> Duration? {
            Duration(text).flatMap { range ~= $0 ? $0 : nil }
        }
    }
}
