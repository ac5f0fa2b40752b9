import MQTT
import TestSupport

/// A client whose events can be waited for.
struct Listener {
    let client: MQTTClient
    let events: AsyncStream<MQTTEvent>

    init(port: UInt16, id: String = "listener", _ change: (inout MQTTSettings) -> Void = { _ in }) {
        var settings = MQTTSettings(host: "127.0.0.1", port: port, clientID: id)
        change(&settings)
        let fixed = settings
        self.init { fixed }
    }

    init(_ settings: @escaping @Sendable () throws -> MQTTSettings) {
        let (events, continuation) = AsyncStream<MQTTEvent>.makeStream()
        self.events = events
        client = MQTTClient(settings: settings) { events in
            for event in events { continuation.yield(event) }
        }
        client.start()
    }

    func first<T>(_ match: (MQTTEvent) -> T?) async -> T? {
        for await event in events {
            if let found = match(event) { return found }
        }
        return nil
    }

    func connected() async -> Connection? {
        await first { if case .connected(let connection) = $0 { connection } else { nil } }
    }

    func disconnected() async -> Disconnection? {
        await first { if case .disconnected(let end) = $0 { end } else { nil } }
    }

    func received() async -> MQTTMessage? {
        await first { if case .received(let message) = $0 { message } else { nil } }
    }

    /// The answer to a message: its token, and the code.
    func answered() async -> (token: UInt64, code: ReasonCode?)? {
        await first { if case .answered(let token, let code) = $0 { (token, code) } else { nil } }
    }

    func subscribed() async -> ReasonCode? {
        await first { if case .subscribed(_, let code) = $0 { code } else { nil } }
    }
}
