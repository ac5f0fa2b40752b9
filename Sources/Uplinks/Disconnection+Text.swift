public import Facilities
public import MQTT
import SystemErrors

extension Disconnection.Cause {
    /// The reason why there is no connection, for people: first what was observed, then its possible cause.
    public var text: Text {
        switch self {
        case .refused(.notAuthorized):
            Text(
                zh: "服务器答复 0x87：没有权限连接，请检查 username、passwordFile 和服务器的访问控制",
                en:
                    "the broker answered 0x87: not authorised to connect; check username, passwordFile and the broker's access "
                    + "control")
        case .refused(let code), .told(let code): code.numberedText
        case .unreachable(let code):
            Text(zh: "连接不上：", en: "cannot be reached: ").followed(by: Text(systemError: code))
        case .unknownHost(let code):
            Text(zh: "找不到主机：", en: "the host cannot be found: ").followed(by: Text(resolverError: code))
        case .timedOut:
            Text(
                zh: "5 秒内没有答复：地址可能不对，或被防火墙拦截",
                en: "no answer within 5 s: the address may be wrong, or a firewall in the way")
        case .tls(let problem): problem.text
        case .settings(let reason): Text(zh: "设置无法使用：", en: "the settings cannot be used: ").followed(by: reason)
        case .closed:
            Text(
                zh: "服务器没有说明原因就关闭了连接，请查看服务器的日志", en: "the broker closed the connection without a word; see its log")
        case .keepAlive: Text(zh: "服务器不再应答，线路可能中断", en: "the broker no longer answers; the line may be interrupted")
        case .left: Text(zh: "由网关自己断开", en: "ended by the gateway itself")
        case .other:
            Text(
                zh: "连接失败，原因见网关的日志（journalctl -u mashang）",
                en: "the connection failed; the gateway's log has the reason (journalctl -u mashang)")
        }
    }
}

extension Disconnection.Cause {
    /// The error text of a library, in English and for the log only; nil if the reason already contains everything.
    var words: String? {
        switch self {
        case .other(let words), .tls(.other(let words)): words
        default: nil
        }
    }
}

extension TLSProblem {
    var text: Text {
        switch self {
        case .unknownAuthority:
            Text(
                zh: "服务器的证书不是由 certificateAuthority 签发的，请检查该文件",
                en: "the broker's certificate is not signed by certificateAuthority; check that file")
        case .expired:
            Text(
                zh: "服务器的证书已过期，或本机时钟不准", en: "the broker's certificate has expired, or this machine's clock is wrong")
        case .notYetValid:
            Text(
                zh: "服务器的证书尚未生效，或本机时钟不准",
                en: "the broker's certificate is not valid yet, or this machine's clock is wrong")
        case .otherHost:
            Text(
                zh: "服务器的证书属于另一个主机名，url 中的主机名须与证书一致",
                en: "the broker's certificate is for another host name; the one in url must be in the certificate")
        case .clientCertificateRefused:
            Text(
                zh: "服务器不接受本网关的客户端证书，请检查 clientCertificate 和 clientKey",
                en: "the broker does not accept this gateway's certificate; check clientCertificate and clientKey")
        case .other:
            Text(
                zh: "TLS 连接失败，请检查双方的证书和 TLS 版本；原因见网关的日志（journalctl -u mashang）",
                en:
                    "the TLS connection failed; check the certificates and the TLS versions of both sides; the gateway's log has "
                    + "the reason (journalctl -u mashang)")
        }
    }
}

extension Text {
    fileprivate func followed(by reason: Text) -> Text { Text(zh: zh + reason.zh, en: en + reason.en) }
}
