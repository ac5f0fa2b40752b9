import CMosquitto
import Facilities

/// One connection after another, on a thread of their own, until asked to stop.
struct Connections {
    /// How long resolving, connecting, TLS and CONNACK may take together.
    static let patience = Duration.seconds(5)

    private let settings: @Sendable () throws -> MQTTSettings
    private let link: Link
    private let resolver = Resolver()
    private var plan = ReconnectPlan()
    private var choice = VersionChoice()
    private var limits = WillLimits()

    init(settings: @escaping @Sendable () throws -> MQTTSettings, link: Link) {
        self.settings = settings
        self.link = link
    }

    mutating func run() {
        while link.end == nil {
            let pause = connection()
            link.wait(until: .now + pause)
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
        // Only a connection over the older version has an end.
        let retry = settings.version == nil && version == .v311 ? choice.retry : nil
        let will = limits.limited(link.will(of: settings))
        let (end, wanted) = connect(settings, version, will: will, until: retry)
        if let wanted {
            plan.left()
            link.onEvent(.disconnected(end))
            return wanted
        }
        let isOlder = settings.version == nil && choice.ended(end, version: version, at: .now)
        let isSmaller = limits.ended(end, will: will)
        let pause = ended(end)
        return isOlder || isSmaller ? .zero : pause
    }

    private mutating func ended(_ end: Disconnection) -> Duration {
        // Once the end is known, nothing is on its way any more.
        let isTrial = link.isTrial
        link.onEvent(.disconnected(end))
        return plan.pause(after: end, at: .now, jitter: .random(in: 0...1), isTrial: isTrial)
    }

    /// - Returns: the end of the connection, and the pause after it where the client ended it.
    private func connect(
        _ settings: MQTTSettings, _ version: MQTTVersion, will: MQTTMessage?, until retry: ContinuousClock.Instant?
    ) -> (Disconnection, Duration?) {
        let deadline = ContinuousClock.now + Self.patience
        let addresses: [String]
        do {
            addresses = try resolver.addresses(of: settings.host, until: deadline, link: link)
        } catch {
            return (Disconnection(.unknownHost(error.code)), nil)
        }
        let context = CallbackContext(link: link, settings: settings, version: version)
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
        // Context and TLS outlive the client: destroying it ends the last callback.
        defer {
            link.use(nil)
            mosquitto_destroy(client)
            withExtendedLifetime((context, tls)) {}
        }
        link.use(client)
        let wire = Wire(client: client, context: context, tls: tls)
        let cause =
            wire.open(addresses, settings, by: deadline) ?? wire.run(acceptedBy: deadline, until: retry)
        let lived = context.connected?.duration(to: .now) ?? .zero
        let end = Disconnection(cause, wasConnected: context.connected != nil, lived: lived)
        return (end, cause == .left ? link.reconnectPause ?? .zero : nil)
    }
}
