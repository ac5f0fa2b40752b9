import Foundation
import Synchronization

/// A server on a port of loopback that answers each datagram with datagrams, on a thread of its own.
final class UDPResponder: Sendable {
    let port: UInt16
    private let descriptor: CInt
    private let requests = Mutex<[[UInt8]]>([])

    /// What has come in so far.
    var received: [[UInt8]] { requests.withLock { $0 } }

    init(_ answers: @escaping @Sendable ([UInt8]) -> [[UInt8]]) {
        (descriptor, port) = boundSocket()
        Thread.detachNewThread { [weak self, descriptor] in
            var (bytes, sender, length) = ([UInt8](repeating: 0, count: 2048), sockaddr(), socklen_t(16))
            while true {
                let count = recvfrom(descriptor, &bytes, bytes.count, 0, &sender, &length)
                // Of an empty datagram comes nothing after `deinit` but the end.
                guard count > 0 else { break }
                let request = Array(bytes.prefix(count))
                self?.requests.withLock { $0.append(request) }
                for answer in answers(request) { sendto(descriptor, answer, answer.count, 0, &sender, length) }
            }
            close(descriptor)
        }
    }

    deinit { shutdown(descriptor, CInt(SHUT_RDWR)) }
}

private func boundSocket() -> (descriptor: CInt, port: UInt16) {
    let descriptor = socket(AF_INET, CInt(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            _ = bind(descriptor, $0, length)
            _ = getsockname(descriptor, $0, &length)
        }
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
}
