import CMosquitto
import Facilities

/// The loop that makes one connection after another on a thread of its own, until it is asked to stop.
struct Connections {
    /// The time in which the name must be resolved, the connection and TLS established, and the CONNACK received.
    static let patience = Duration.seconds(5)

    private let settings: @Sendable () throws -> MQTTSettings
    private let shared: SharedClient
    private let resolver = Resolver()
    private var plan = ReconnectPlan()
    private var choice = VersionChoice()
    private var limits = WillLimits()

    init(settings: @escaping @Sendable () throws -> MQTTSettings, shared: SharedClient) {
        self.settings = settings
        self.shared = shared
    }

    /// Makes connections until the end is requested.
    mutating func run() {
        while shared.end == nil {
            let pause = connection()
            shared.wait(until: .now + pause)
        }
    }

    /// Makes one connection, from its beginning to its end.
    ///
    /// - Returns: the pause after it.
    private mutating func connection() -> Duration {
        let settings: MQTTSettings
        do {
            settings = try self.settings()
        } catch {
            return ended(Disconnection(.settings(Text(explaining: error))))
        }
        let version = settings.version ?? choice.version(at: .now)
        // Only a connection over the older version ends by itself, to try the newer one again.
        let retry = settings.version == nil && version == .v311 ? choice.retry : nil
        let will = limits.limited(shared.will(of: settings))
        let (end, wanted) = connect(settings, version, will: will, until: retry)
        if let wanted {
            plan.left()
            shared.onEvents([.disconnected(end)])
            return wanted
        }
        let isOlder = settings.version == nil && choice.ended(end, version: version, at: .now)
        let isSmaller = limits.ended(end, will: will)
        let pause = ended(end)
        return isOlder || isSmaller ? .zero : pause
    }

    private mutating func ended(_ end: Disconnection) -> Duration {
        // The trial ends with the connection, so that it is read before the event is reported.
        let isTrial = shared.isTrial
        shared.onEvents([.disconnected(end)])
        return plan.pause(after: end, at: .now, jitter: .random(in: 0...1), isTrial: isTrial)
    }

    /// - Returns: the end of the connection, and the pause after it where the client ended it.
    private func connect(
        _ settings: MQTTSettings, _ version: MQTTVersion, will: MQTTMessage?, until retry: ContinuousClock.Instant?
    ) -> (Disconnection, Duration?) {
        let deadline = ContinuousClock.now + Self.patience
        let addresses: [String]
        do {
            addresses = try resolver.addresses(of: settings.host, until: deadline, shared: shared)
        } catch {
            return (Disconnection(.unknownHost(error.code)), nil)
        }
        let context = CallbackContext(shared: shared, settings: settings, version: version)
        let client: OpaquePointer
        let tls: TLSContext?
        do {
            tls = try settings.security.map { security throws(MQTTError) in
                try TLSContext(security, host: settings.host)
            }
            client = try Preparation(settings: settings, version: version, will: will).client(context, tls: tls)
        } catch {
            return (Disconnection(.settings(error.text)), nil)
        }
        // The context and TLS must outlive the client, whose destruction calls the last callbacks.
        defer {
            shared.use(nil)
            mosquitto_destroy(client)
            context.report()
            withExtendedLifetime((context, tls)) {}
        }
        shared.use(client)
        let wire = Wire(client: client, context: context, tls: tls)
        let cause =
            wire.open(addresses, settings, by: deadline) ?? wire.run(acceptedBy: deadline, until: retry)
        let lived = context.connected?.duration(to: .now) ?? .zero
        let end = Disconnection(cause, wasConnected: context.connected != nil, lived: lived)
        guard cause == .left else { return (end, nil) }
        return (end, shared.reconnectPause ?? .zero)
    }
}
