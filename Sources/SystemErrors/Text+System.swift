public import Facilities
import Glibc

/// Error codes of the system as sentences for people: first what happened, then what to do.
extension Text {
    /// Creates the sentence for an `errno`, without the name of the file or the address.
    ///
    /// - Parameter code: the `errno` of the failed call. A code without a sentence here gets that of the C library.
    public init(systemError code: CInt) {
        self = Self.ofFile(code) ?? Self.ofNetwork(code) ?? Self.ofDevice(code) ?? Self.unusual(code)
    }

    private static func ofFile(_ code: CInt) -> Text? {
        switch code {
        case ENOENT: Text(zh: "没有这个文件或文件夹，请检查路径", en: "there is no such file or folder; check the path")
        case ENOTDIR: Text(zh: "路径中有一段不是文件夹，请检查路径", en: "a part of the path is no folder; check the path")
        case EISDIR: Text(zh: "这是文件夹，请写文件名", en: "this is a folder; name a file")
        case EEXIST: Text(zh: "已有同名文件，请换一个名字", en: "there is a file of this name already; choose another name")
        case EACCES, EPERM:
            Text(zh: "当前用户没有权限，请在命令前加 sudo", en: "this user has no permission; put sudo before the command")
        case EROFS: Text(zh: "磁盘是只读的，请换一个位置", en: "the disk is read-only; choose another place")
        case ENOSPC: Text(zh: "磁盘已满，请腾出空间", en: "the disk is full; free space")
        case EDQUOT: Text(zh: "当前用户的磁盘配额已用完，请腾出空间", en: "this user's disk quota is used up; free space")
        case EFBIG: Text(zh: "文件太大", en: "the file is too large")
        case EMFILE, ENFILE: Text(zh: "打开的文件太多，请重启程序", en: "too many files are open; restart the program")
        case ENAMETOOLONG: Text(zh: "路径太长，请缩短", en: "the path is too long; shorten it")
        case ELOOP:
            Text(zh: "符号链接不能用，请写真实路径", en: "the path is a symbolic link, which is not followed; write the real path")
        case ENOMEM: Text(zh: "内存不足", en: "there is not enough memory")
        case EIO:
            Text(zh: "读写出错，请检查存储卡、磁盘或接线", en: "reading or writing failed; check the card, the disk or the cable")
        default: nil
        }
    }

    private static func ofNetwork(_ code: CInt) -> Text? {
        switch code {
        case ECONNREFUSED:
            Text(
                zh: "对方没有在这个端口上等待连接，请检查电源、地址和端口",
                en: "nothing there waits for connections on this port; check power, address and port")
        case EADDRINUSE:
            Text(
                zh: "端口已被另一个程序占用，可用 sudo ss -ltnp 查看",
                en: "another program uses this port; sudo ss -ltnp shows which")
        case EADDRNOTAVAIL:
            Text(
                zh: "本机没有这个地址，可用 ip address 查看本机地址",
                en: "this machine does not have this address; ip address lists those it has")
        case EHOSTUNREACH, EHOSTDOWN:
            Text(zh: "找不到这台主机，请检查电源、网线和地址", en: "this host cannot be found; check power, cable and address")
        case ENETUNREACH, ENETDOWN:
            Text(zh: "网络不通，请检查网线和网络设置", en: "the network cannot be reached; check the cable and the network settings")
        case ETIMEDOUT:
            Text(
                zh: "对方没有应答，请检查地址、网线和防火墙",
                en: "there was no answer; check the address, the cable and firewalls")
        case ECONNRESET, EPIPE, ECONNABORTED, ENOTCONN:
            Text(zh: "对方断开了连接", en: "the other side closed the connection")
        case EAFNOSUPPORT:
            Text(
                zh: "本机不支持这种地址，请写 IPv4 地址",
                en: "this machine does not support this kind of address; write an IPv4 address")
        default: nil
        }
    }

    private static func ofDevice(_ code: CInt) -> Text? {
        switch code {
        case ENOTTY:
            Text(zh: "这不是串口，请写串口的路径，如 /dev/ttyUSB0", en: "this is no serial port; name one, such as /dev/ttyUSB0")
        case ENODEV, ENXIO: Text(zh: "没有这个设备，请检查是否插好", en: "there is no such device; is it plugged in?")
        case EBUSY: Text(zh: "已被另一个程序占用", en: "another program uses it")
        case EINVAL: Text(zh: "系统不接受这样的设置", en: "the system does not accept this setting")
        default: nil
        }
    }

    private static func unusual(_ code: CInt) -> Text {
        let words = String(cString: strerror(code))
        return Text(zh: "系统报告：\(words)", en: "the system reports: \(words)")
    }
}

extension Text {
    /// Creates the sentence that says why a host name cannot be resolved.
    ///
    /// - Parameters:
    ///   - code: the result of `getaddrinfo`.
    ///   - systemError: the `errno` after the call, which is used where the code is `EAI_SYSTEM`.
    public init(resolverError code: CInt, systemError: CInt = 0) {
        switch code {
        case EAI_SYSTEM: self.init(systemError: systemError)
        case EAI_AGAIN:
            self.init(
                zh: "域名服务器没有应答，请检查网络和 DNS 设置",
                en: "no name server answered; check the network and the DNS settings")
        case EAI_NONAME:
            self.init(
                zh: "没有这个主机名，请检查拼写和 DNS 设置",
                en: "there is no host of this name; check the spelling and the DNS settings")
        case EAI_MEMORY: self.init(systemError: ENOMEM)
        default:
            self.init(
                zh: "查不到这个主机名的地址，请检查拼写和 DNS 设置",
                en: "the address of this host name cannot be found; check the spelling and the DNS settings")
        }
    }
}
