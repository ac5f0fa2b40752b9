public import HJ212
import NIOCore
import NIOPosix
import Synchronization

/// A platform of HJ 212 for tests and trials: it takes connections of gateways, reads their packets, and answers by a script.
public final class HJ212Platform: Sendable {
    /// The reaction to a packet that wants an answer, or is one of data.
    public enum Reaction: Hashable, Sendable {
        /// 9014, or 9013 for what is no data.
        case answer
        /// The same after a pause.
        case late(Duration)
        /// An answer to a packet that was never sent.
        case wrongNumber
        case silence
        /// The answer in two pieces, the first with so many bytes.
        case split(Int)
        /// The connection is closed without an answer.
        case close
    }

    /// Decides what is done; it is called in order for each connection.
    public typealias Script = @Sendable (Packet) -> Reaction

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var numbers = QueryNumbers()
        /// The newest packet of a gateway: who asks takes its `MN`, `PW` and `ST`.
        var last: Packet?
        var isRefusing = false
    }

    private let server: any Channel
    private let state: Mutex<State>
    fileprivate let key: SM4Key?
    fileprivate let script: Script
    fileprivate let report: @Sendable (Packet) -> Void
    fileprivate let now: @Sendable () -> BeijingTime

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - key: reads and encrypts content; nil for plain packets.
    ///   - now: the time of its own packets.
    ///   - report: is called for every packet that came and could be read.
    public static func start(
        host: String = "127.0.0.1", port: UInt16 = 0, key: SM4Key? = nil,
        now: @escaping @Sendable () -> BeijingTime, report: @escaping @Sendable (Packet) -> Void = { _ in },
        script: @escaping Script
    ) async throws -> HJ212Platform {
        let owner = Owner()
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Connection(owner: owner))
                }
            }
            .bind(host: host, port: Int(port)).get()
        let platform = HJ212Platform(server, key, now, report, script)
        owner.platform.withLock { $0 = platform }
        return platform
    }

    private init(
        _ server: any Channel, _ key: SM4Key?, _ now: @escaping @Sendable () -> BeijingTime,
        _ report: @escaping @Sendable (Packet) -> Void, _ script: @escaping Script
    ) {
        (self.server, self.key, self.now, self.report, self.script) = (server, key, now, report, script)
        state = Mutex(State())
    }

    public var port: UInt16 { server.localAddress?.port.flatMap { UInt16(exactly: $0) } ?? 0 }

    /// Connections that are there.
    public var count: Int { state.withLock(\.channels.count) }

    /// Whether each new connection is closed at once. Those that are there are closed, too.
    public func refuse(_ isRefusing: Bool) {
        let channels = state.withLock { state in
            state.isRefusing = isRefusing
            return isRefusing ? Array(state.channels.values) : []
        }
        for channel in channels { channel.close(promise: nil) }
    }

    /// Sends a request over every connection, with the names of the newest packet that came.
    ///
    /// - Parameter change: what of it is to be wrong.
    /// - Returns: its `QN`; nil where no gateway has sent anything yet.
    @discardableResult
    public func ask(_ command: Int, _ content: String = "", change: (inout Packet) -> Void = { _ in }) -> String? {
        let (packet, channels) = state.withLock { state -> (Packet?, [any Channel]) in
            guard var packet = state.last else { return (nil, []) }
            packet.queryNumber = state.numbers.next(at: now())
            (packet.command, packet.content, packet.part) = (command, Content(text: content), nil)
            packet.flag = packet.flag?.edition.map { PacketFlag($0, wantsAnswer: true) }
            return (packet, Array(state.channels.values))
        }
        guard var packet else { return nil }
        change(&packet)
        for channel in channels { write(packet, to: channel) }
        return packet.queryNumber
    }

    /// Sends bytes as they are over every connection.
    public func send(_ bytes: [UInt8]) {
        for channel in state.withLock({ Array($0.channels.values) }) {
            channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        }
    }

    public func stop() async {
        refuse(true)
        try? await server.close()
    }

    // MARK: Connections

    fileprivate func began(_ channel: any Channel) {
        let isRefused = state.withLock { state in
            if !state.isRefusing { state.channels[ObjectIdentifier(channel)] = channel }
            return state.isRefusing
        }
        if isRefused { channel.close(promise: nil) }
    }

    fileprivate func ended(_ channel: any Channel) {
        state.withLock { $0.channels[ObjectIdentifier(channel)] = nil }
    }

    fileprivate func take(_ packet: Packet, from channel: any Channel) {
        report(packet)
        guard Command(rawValue: packet.command)?.answering != Command.Answering.none else { return }
        state.withLock { state in
            // A heartbeat has the system of the connection.
            if packet.system != "91" || state.last == nil { state.last = packet }
        }
        guard packet.flag?.wantsAnswer ?? false else { return }
        react(to: packet, channel)
    }

    private func react(to packet: Packet, _ channel: any Channel) {
        var answer = packet
        answer.command = (packet.command == 9015 ? Command.noticeAnswer : .dataAnswer).rawValue
        (answer.system, answer.content, answer.part) = ("91", Content(), nil)
        answer.flag = packet.flag?.edition.map { PacketFlag($0, wantsAnswer: false) }
        switch script(packet) {
        case .answer: write(answer, to: channel)
        case .late(let time):
            let answer = answer
            channel.eventLoop.scheduleTask(in: .nanoseconds(time.nanoseconds)) { self.write(answer, to: channel) }
        case .wrongNumber:
            answer.queryNumber = "20000101000000000"
            write(answer, to: channel)
        case .silence: break
        case .split(let count):
            guard let bytes = try? answer.bytes() else { return }
            channel.writeAndFlush(ByteBuffer(bytes: bytes.prefix(count)), promise: nil)
            channel.eventLoop.scheduleTask(in: .milliseconds(20)) {
                channel.writeAndFlush(ByteBuffer(bytes: bytes.dropFirst(count)), promise: nil)
            }
        case .close: channel.close(promise: nil)
        }
    }

    private func write(_ packet: Packet, to channel: any Channel) {
        let encryption = key.map { Encryption(key: $0) }
        let isSecret = Command(rawValue: packet.command)?.mustBeEncrypted ?? false
        guard let bytes = try? packet.bytes(encryption: isSecret ? encryption : nil) else { return }
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }
}

/// Leads connections to the platform, which is made when the server listens already.
private final class Owner: Sendable {
    let platform = Mutex<HJ212Platform?>(nil)
}

/// Reads the packets of one connection.
private final class Connection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let owner: Owner
    private var splitter = FrameSplitter()

    init(owner: Owner) { self.owner = owner }

    func channelActive(context: ChannelHandlerContext) {
        owner.platform.withLock(\.self)?.began(context.channel)
    }

    func channelInactive(context: ChannelHandlerContext) {
        owner.platform.withLock(\.self)?.ended(context.channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let platform = owner.platform.withLock(\.self) else { return }
        for frame in splitter.append(Array(buffer: unwrapInboundIn(data))) {
            guard let packet = try? frame.packet(key: platform.key).packet else { continue }
            platform.take(packet, from: context.channel)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
