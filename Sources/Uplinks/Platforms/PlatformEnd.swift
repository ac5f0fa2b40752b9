import Facilities
import MQTT
import NIOCore
import NIOPosix
import SystemErrors

/// The reason why there is no connection to a platform.
enum PlatformEnd: Error, Hashable, Sendable {
    /// Nobody listens, or there is no route: the `errno`.
    case unreachable(CInt)
    /// The name has no address.
    case unknownHost
    /// No connection within the time for one.
    case timedOut
    /// The platform closed it.
    case closed
    /// A packet and its resends had no answer.
    case unanswered
    /// The platform reads nothing of what it is sent.
    case unread
    /// Password or key cannot be read: what is wrong and where.
    case settings(Text)
    case other(String)

    init(_ error: any Error) {
        switch error {
        case let end as PlatformEnd: self = end
        case let error as NIOConnectionError:
            let code = error.connectionErrors.lazy.compactMap { ($0.error as? IOError)?.errnoCode }.first
            let isLate = error.connectionErrors.contains { $0.error.isTimeout }
            self = code.map(Self.unreachable) ?? (isLate ? .timedOut : .unknownHost)
        case let error as IOError: self = .unreachable(error.errnoCode)
        case _ where error.isTimeout: self = .timedOut
        default: self = .other("\(error)")
        }
    }

    var text: Text {
        switch self {
        case .unreachable(let code):
            let reason = Text(systemError: code)
            return Text(zh: "连接不上：\(reason.zh)", en: "cannot be reached: \(reason.en)")
        case .unknownHost: return Text(zh: "找不到主机，请检查 host 和 DNS", en: "the host is not found; check host and DNS")
        case .timedOut:
            return Text(
                zh: "10 秒内没有连上：地址可能不对，或被防火墙拦截",
                en: "no connection within 10 s: the address may be wrong, or a firewall in the way")
        case .closed:
            return Text(
                zh: "平台关闭了连接：MN 或密码可能未登记", en: "the platform closed the connection; it may not know MN or password")
        case .unanswered:
            return Text(
                zh: "平台不应答数据（9014），重发后已断开重连；如果平台从不应答，请写 answers: false",
                en:
                    "the platform answers no data (9014), so the connection was ended after the resends; where it never "
                    + "does, write answers: false")
        case .unread:
            return Text(
                zh: "平台不读取数据，已断开重连", en: "the platform does not read what it is sent, so the connection was ended")
        case .settings(let reason):
            return Text(zh: "设置无法使用：\(reason.zh)", en: "the settings cannot be used: \(reason.en)")
        case .other:
            return Text(
                zh: "连接失败，原因见网关的日志（journalctl -u mashang）",
                en: "the connection failed; the gateway's log has the reason (journalctl -u mashang)")
        }
    }

    /// The error text of a library, in English and for the log only; nil if `text` says everything.
    var words: String? {
        guard case .other(let words) = self else { return nil }
        return words
    }

    /// The text without settings, for everybody.
    var publicText: Text {
        guard case .settings = self else { return text }
        return Text(
            zh: "设置无法使用，请技术员运行 mashang status 查看",
            en: "its settings cannot be used; mashang status tells the technician why")
    }

    /// The cause by which the pause before the next attempt is chosen.
    var cause: Disconnection.Cause {
        switch self {
        case .unreachable(let code): .unreachable(code)
        case .unknownHost: .unknownHost(0)
        case .timedOut: .timedOut
        case .closed, .unanswered, .unread: .closed
        case .settings(let reason): .settings(reason)
        case .other(let words): .other(words)
        }
    }
}

extension Error {
    fileprivate var isTimeout: Bool {
        if case .connectTimeout? = self as? ChannelError { true } else { false }
    }
}
