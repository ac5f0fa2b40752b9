import Facilities
import MQTT

/// The state of the connection: whether there is one, since when, and why not.
struct LinkStanding {
    /// A reason for which the gateway itself ends a connection.
    enum Leaving: Hashable, Sendable {
        /// The gateway connects again with a will.
        case returning
        /// The oldest message in flight had no acknowledgement for this time.
        case noAcknowledgement(for: Duration)
        case otherGateway

        var text: Text {
            switch self {
            case .returning: Text(zh: "正在重新连接", en: "connecting again")
            case .noAcknowledgement(let time):
                Text(
                    zh: "服务器 \(time.components.seconds) 秒没有确认收到的消息，已断开重连；可能是服务器限流或存储已满",
                    en: "the broker left messages without an acknowledgement for \(time.components.seconds) s, so the "
                        + "connection was ended; it may limit the rate, or its storage may be full")
            case .otherGateway:
                Text(
                    zh: "另一台网关用相同的 id 连接，本网关暂时让开",
                    en: "another gateway connects with the same id; this one stays away for a while")
            }
        }
    }

    let address: String
    private(set) var isConnected = false
    /// The time since which there is a connection, or since which there is none.
    private(set) var since: Timestamp
    /// The reason why there is no connection; nil before the first attempt has ended.
    private(set) var reason: Text?
    /// The same reason without the details for the technician.
    private(set) var publicReason: Text?
    var leaving: Leaving?
    private var backoff = Backoff(from: .seconds(1), to: .seconds(60))
    /// The time of the newest end by the broker of a connection that had lasted less than a minute; nil if there was none.
    private(set) var lastThrownOut: ContinuousClock.Instant?

    init(address: String, since: Timestamp) { (self.address, self.since) = (address, since) }

    mutating func connected(at time: Timestamp) {
        if !isConnected { since = time }
        (isConnected, leaving) = (true, nil)
    }

    mutating func disconnected(_ end: Disconnection, at time: Timestamp, _ now: ContinuousClock.Instant) {
        if isConnected { since = time }
        isConnected = false
        reason = end.cause == .left ? leaving?.text ?? end.cause.text : end.cause.text
        publicReason = reason
        if case .settings = end.cause { publicReason = .unusableSettings }
        if end.wasConnected, end.lived < .seconds(60), end.cause != .left { lastThrownOut = now }
    }

    /// Returns the pause after a connection without acknowledgements, which doubles each time.
    mutating func patiencePause() -> Duration { backoff.next() }

    /// Notes that the broker has acknowledged something of the journal.
    mutating func acknowledged() { backoff.reset() }
}

extension Text {
    /// The reason for the public when the settings cannot be used.
    fileprivate static let unusableSettings = Text(
        zh: "设置无法使用，请技术员运行 mashang status 查看",
        en: "its settings cannot be used; mashang status tells the technician why")
}
