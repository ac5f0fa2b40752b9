public import Facilities
import Glibc
import NIOCore
import NIOPosix
import SystemErrors

extension Text {
    /// Describes why a socket could not be used, from an error of SwiftNIO.
    public init(networkError error: any Error) {
        switch error {
        case let error as IOError: self.init(systemError: error.errnoCode)
        case let error as NIOConnectionError:
            guard let first = error.connectionErrors.first?.error else {
                self.init(
                    zh: "没有这个主机名，请检查拼写和 DNS 设置",
                    en: "there is no host of this name; check the spelling and the DNS settings")
                return
            }
            self.init(networkError: first)
        case SocketAddressError.unknown(let host, _):
            self.init(zh: "本机没有地址 \(host)，请检查写法", en: "this machine has no address \(host); check how it is written")
        case ChannelError.connectTimeout: self.init(systemError: ETIMEDOUT)
        default: self.init(zh: "连接中断", en: "the connection ended")
        }
    }
}
