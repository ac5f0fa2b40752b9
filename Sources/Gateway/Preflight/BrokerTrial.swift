public import Facilities
public import MQTT
public import SiteConfiguration
import Uplinks

/// A single connection to a broker, to test its answer.
public struct BrokerTrial: Sendable {
    /// The result of the connection.
    public enum Answer: Hashable, Sendable {
        case connected(Connection)
        /// The reason for the failure.
        case failed(Text)
    }

    private let broker: Configuration.Broker
    private let clientID: String

    /// The number of messages in flight that a broker accepts if it names no limit.
    public static let unlimited = Int(UInt16.max)

    /// Creates a trial.
    ///
    /// - Parameter gateway: the id of the gateway, which may be connected at the same time. The trial has an id of its own.
    public init(_ broker: Configuration.Broker, gateway: String) {
        (self.broker, clientID) = (broker, gateway + "-check")
    }

    /// Connects, and ends the connection. Without a version in the configuration, version 5 is tried first, and then 3.1.1.
    public func answer(within limit: Duration = .seconds(10)) async -> Answer {
        let (events, event) = AsyncStream<MQTTEvent?>.makeStream()
        let alarm = Task {
            try? await Task.sleep(for: limit)
            event.yield(nil)
        }
        defer { alarm.cancel() }
        let (broker, clientID) = (broker, clientID)
        let client = MQTTClient(
            settings: { try Self.settings(broker, clientID) },
            onEvents: { events in for one in events { event.yield(one) } })
        client.start()
        let answer = await first(of: events)
        await client.end(lastMessage: nil, within: .seconds(1))
        let silence = Text(zh: "\(limit.text) 内没有答复", en: "no answer within \(limit.text)")
        return answer ?? .failed(silence)
    }

    private static func settings(_ broker: Configuration.Broker, _ clientID: String) throws -> MQTTSettings {
        var settings = try MQTTSettings(broker, clientID: clientID)
        (settings.window, settings.cleanStart, settings.sessionExpiry) = (unlimited, true, nil)
        return settings
    }

    /// Returns the first answer; nil if there is none in time.
    private func first(of events: AsyncStream<MQTTEvent?>) async -> Answer? {
        var last: Answer?
        for await event in events {
            switch event {
            case .connected(let connection)?: return .connected(connection)
            case .disconnected(let end)?:
                last = .failed(end.cause.text)
                guard mayBeOfTheVersion(end.cause) else { return last }
            case nil: return last
            default: continue
            }
        }
        return last
    }

    /// Returns whether an older version may help, which the client tries by itself: a broker that does not support version
    /// 5 reports that, or closes the connection.
    private func mayBeOfTheVersion(_ cause: Disconnection.Cause) -> Bool {
        broker.version == nil && (cause == .closed || cause == .refused(.unsupportedProtocolVersion))
    }
}
