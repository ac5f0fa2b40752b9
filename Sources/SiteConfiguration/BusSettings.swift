public import Facilities

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
    /// A word that a bus may say for itself, in a configuration as in a command's option.
    public enum Word: String, CaseIterable, Sendable {
        case transactionId, unitInAnswer

        /// The only word that its key takes.
        public var word: String { self == .transactionId ? "ignored" : "any" }
    }

    /// A time that a bus may say for itself, likewise.
    public enum Time: String, CaseIterable, Sendable {
        case connectDelay, closeAfter, frameGap

        public var range: ClosedRange<Duration> {
            switch self {
            case .connectDelay: .zero ... .seconds(30)
            case .closeAfter: .zero ... .seconds(3600)
            case .frameGap: .milliseconds(10) ... .seconds(30)
            }
        }

        /// What to write.
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

        /// Nil for what is no time, or outside the range.
        public func duration(_ text: String) -> Duration? {
            Duration(text).flatMap { range ~= $0 ? $0 : nil }
        }
    }
}
