import Foundation
import Glibc
import TestSupport
import Testing

@testable import Gateway

/// A service manager's end of the socket.
private final class NotifySocket {
    private let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)

    /// - Parameter name: a path, or an abstract name with `@` before it.
    init(_ name: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8) }
        if name.hasPrefix("@") { address.sun_path.0 = 0 }
        let length = socklen_t(2 + name.utf8.count)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(bound == 0, "\(errno)")
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// The next datagram; empty when none comes in half a minute.
    func next() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
}

@Suite(.timeLimit(.minutes(2))) struct ServiceManagerTests {
    private let folder = try! TemporaryFolder()

    @Test func itIsToldOverAPathAndOverAnAbstractName() throws {
        // The longest path that unix(7) has room for, with the zero byte that ends it, and a short one.
        let long = folder.path + "/" + String(repeating: "n", count: 106 - folder.path.utf8.count)
        for name in [folder.path + "/notify", long, "@mashang-test-\(getpid())"] {
            let socket = try NotifySocket(name)
            let manager = try #require(ServiceManager(["NOTIFY_SOCKET": name]))
            #expect(manager.tell(.ready, .status("两个 green")))
            #expect(socket.next() == "READY=1\nSTATUS=两个 green")
            #expect(manager.tell(.alive))
            #expect(socket.next() == "WATCHDOG=1")
            #expect(manager.tell(.stopping))
            #expect(socket.next() == "STOPPING=1")
        }
    }

    @Test func aStatusIsOneLine() throws {
        let socket = try NotifySocket(folder.path + "/notify")
        let manager = try #require(ServiceManager(["NOTIFY_SOCKET": folder.path + "/notify"]))
        manager.tell(.status("one\nREADY=1\r\ntwo"))
        #expect(socket.next() == "STATUS=one READY=1 two")
    }

    @Test func whoeverIsGoneIsNotToldAndNothingEnds() throws {
        let manager = try #require(ServiceManager(["NOTIFY_SOCKET": folder.path + "/nobody"]))
        #expect(!manager.tell(.alive))
    }

    @Test(arguments: ["", "@", "/", "relative", "vsock:2:1", "/" + String(repeating: "n", count: 107)])
    func whatIsNoSocketOfThisMachineIsNotUsed(_ name: String) {
        #expect(ServiceManager(["NOTIFY_SOCKET": name]) == nil)
    }

    @Test func withoutAManagerThereIsNobodyToTell() {
        #expect(ServiceManager(["WATCHDOG_USEC": "1000000"]) == nil)
    }

    @Test(arguments: [
        (["WATCHDOG_USEC": "30000000"], Duration.seconds(15)), (["WATCHDOG_USEC": "1"], .milliseconds(1)), ([:], nil),
        (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "-5"], nil), (["WATCHDOG_USEC": "soon"], nil),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"], .seconds(15)),
        (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], nil),
    ])
    func aSignIsGivenInHalfOfTheWatchdogsTimeIfItIsOurs(_ environment: [String: String], _ sign: Duration?) throws {
        let environment = environment.merging(["NOTIFY_SOCKET": "/run/notify"]) { own, _ in own }
        #expect(try #require(ServiceManager(environment, process: 7)).sign == sign)
    }
}
