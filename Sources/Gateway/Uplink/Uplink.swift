import Facilities
import Foundation
import Journal
import Logging
import MQTT
import ServiceLifecycle

/// Publishes what the journal has, in its order, and moves its position only when the broker has acknowledged.
actor Uplink: Service {
    enum Signal: Sendable {
        case mqtt(MQTTEvent)
        case committed
        case shutdown
    }

    static let name = "broker"

    private let client: MQTTClient
    private let journal: Journal
    private let intake: Intake
    private let topics: Topics
    private let kinds: [Facility.Code: Facility.Kind]
    private let page: Configuration.PageSettings
    private let logger: Logger
    private let signals: AsyncStream<Signal>
    private let signal: AsyncStream<Signal>.Continuation

    private var window: Int?
    private var position: Int64
    private var liveAfter: Int64 = 0
    private var current: Page?
    /// What goes before the journal: states, statuses, replies.
    private var urgent: [MQTTMessage] = []
    private var urgentWaiting: Set<UInt64> = []
    private var published: [Facility.Code: Status] = [:]
    private var token: UInt64 = 0

    init(
        _ configuration: Configuration, intake: Intake, journal: Journal, logger: Logger,
        signals: (AsyncStream<Signal>, AsyncStream<Signal>.Continuation)
    ) throws {
        (self.signals, signal) = signals
        self.intake = intake
        self.journal = journal
        self.logger = logger
        page = configuration.page
        topics = Topics(prefix: configuration.mqtt.topicPrefix, gateway: configuration.gateway.id)
        kinds = Dictionary(
            uniqueKeysWithValues: configuration.facilities.map { ($0.facility.code, $0.facility.kind) }
        )
        position = try journal.position(of: Self.name)
        var settings = try MQTTSettings(configuration.mqtt, clientID: configuration.gateway.id)
        settings.will = topics.state("offline")
        let continuation = signal
        client = try MQTTClient(settings) { continuation.yield(.mqtt($0)) }
    }

    func run() async {
        client.start()
        let signal = signal
        await withGracefulShutdownHandler {
            for await next in signals {
                if case .shutdown = next { break }
                await handle(next)
                await pump()
            }
        } onGracefulShutdown: {
            signal.yield(.shutdown)
        }
        client.stop(lastMessage: topics.state("offline"))
        await intake.flush()
    }

    private func handle(_ signal: Signal) async {
        switch signal {
        case .mqtt(.connected(let window)): await connected(window)
        case .mqtt(.disconnected(let reason)):
            if window != nil { logger.warning("Broker lost", metadata: ["reason": "\(reason)"]) }
            window = nil
        case .mqtt(.acknowledged(let token)): await acknowledged(token)
        case .mqtt(.received(let message)): await obey(message)
        case .committed: await statuses()
        case .shutdown: break
        }
    }

    /// A broker may have forgotten everything: all that is retained is said again.
    private func connected(_ window: Int) async {
        logger.notice("Broker connected")
        self.window = window
        (current, urgentWaiting, published) = (nil, [], [:])
        liveAfter = (try? journal.lastSequence()) ?? position
        urgent = [topics.state("online")]
        try? client.subscribe("\(topics.prefix)/\(topics.gateway)/+/commands")
        await statuses()
    }

    private func statuses() async {
        guard window != nil else { return }
        for (code, (status, sequence)) in await intake.statuses.sorted(by: { $0.key < $1.key }) {
            guard published[code] != status else { continue }
            published[code] = status
            let payload = StatusPayload(
                gateway: topics.gateway, status: status, qr: page.url(of: code), sequence: sequence
            )
            urgent.append(topics.message("\(code)/status", payload.json, retain: true))
        }
    }

    private func acknowledged(_ token: UInt64) async {
        guard urgentWaiting.remove(token) == nil else { return }
        current?.waiting.remove(token)
    }

    // MARK: Out

    private func pump() async {
        while let window, urgentWaiting.count + (current?.waiting.count ?? 0) < window {
            if let message = urgent.first {
                guard let token = publish(message) else { return }
                urgent.removeFirst()
                urgentWaiting.insert(token)
            } else if let message = current?.messages.last {
                guard let token = publish(message) else { return }
                current?.messages.removeLast()
                current?.waiting.insert(token)
            } else if let page = current {
                guard page.isDone else { return }
                position = page.end
                await intake.acknowledged(position, by: Self.name)
                current = nil
            } else {
                guard let items = try? journal.page(after: position, limit: 500),
                    let page = Page(items, topics: topics, liveAfter: liveAfter)
                else { return }
                current = page
            }
        }
    }

    private func publish(_ message: MQTTMessage) -> UInt64? {
        token += 1
        do {
            try client.publish(message, token: token)
            return token
        } catch .notConnected {
            window = nil
            return nil
        } catch {
            // It could never be sent: going on without it is better than stopping for ever.
            logger.error("Message left out", metadata: ["topic": "\(message.topic)", "reason": "\(error)"])
            signal.yield(.mqtt(.acknowledged(token)))
            return token
        }
    }

    // MARK: Commands

    private func obey(_ message: MQTTMessage) async {
        let reply = await reply(to: message)
        guard let topic = message.responseTopic else { return }
        var answer = MQTTMessage(topic: topic, payload: reply.json, contentType: "application/json")
        answer.correlation = message.correlation
        urgent.append(answer)
    }

    private func reply(to message: MQTTMessage) async -> ReplyPayload {
        guard let code = topics.facility(ofCommand: message.topic), let kind = kinds[code] else {
            return ReplyPayload(ok: false, error: "there is no such facility here")
        }
        do {
            let command = try JSONDecoder().decode(Command.self, from: Data(message.payload))
            guard command.schema == Command.schema else {
                return ReplyPayload(
                    ok: false, error: "unknown schema \(command.schema); this gateway knows \(Command.schema)")
            }
            let record = command.record
            guard record.body.kind.facilities.contains(kind) else {
                return ReplyPayload(
                    ok: false, error: "a \(record.body.kind.rawValue) is not entered at a \(kind.rawValue)")
            }
            guard record.at <= .now + .minutes(5) else {
                return ReplyPayload(ok: false, error: "at: \(record.at) is in the future")
            }
            guard let sequence = await intake.enter(record, at: code, now: .now) else {
                return ReplyPayload(ok: false, error: "the journal cannot be written now; send it again later")
            }
            return ReplyPayload(ok: true, sequence: sequence)
        } catch {
            return ReplyPayload(ok: false, error: "the command cannot be read: \(error)")
        }
    }
}

extension MQTTSettings {
    init(_ broker: Configuration.Broker, clientID: String) throws {
        self.init(host: broker.host, port: broker.port, clientID: clientID)
        version5 = broker.version5
        username = broker.username
        if let file = broker.passwordFile {
            password = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
        }
        security = broker.security.map {
            Security(authority: $0.authority, certificate: $0.certificate, key: $0.key)
        }
    }
}
