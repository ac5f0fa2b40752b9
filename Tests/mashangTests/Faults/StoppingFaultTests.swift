import Foundation
import Glibc
import TestSupport
import Testing

/// SIGTERM ends the gateway within five seconds, whatever waits.
@Suite(.timeLimit(.minutes(60))) struct StoppingFaultTests {
    enum Waiting: CaseIterable {
        case nothing, broker, device, visitors, journal, everything
    }

    @Test(arguments: Waiting.allCases)
    func nothingHoldsUpTheEnd(_ waiting: Waiting) async throws {
        func waits(_ what: Waiting) -> Bool { waiting == what || waiting == .everything }
        let deaf = try DeafListener()
        let site = try FaultSite(
            brokerPort: waits(.broker) ? deaf.port : 1, modbusPort: waits(.device) ? deaf.port : nil)
        let gateway = try site.start()
        let recorder = Recorder(socket: site.socket)
        #expect(await eventually { await recorder.enterOne().isKept }, "\(gateway.output)")
        let visitors = waits(.visitors) ? try await StuckVisitors(of: gateway) : nil
        let lock = waits(.journal) ? try JournalLock(on: site.journal) : nil
        // Somebody who waits for an answer when the signal comes.
        async let late = recorder.enterOne()
        try await Task.sleep(for: .milliseconds(FaultLength.of(500, long: 3000)))
        let (status, time) = await gateway.endInTime()
        print("fault stopping (\(waiting) waits): ended with \(status) after \(time)")
        #expect(status == 0, "\(gateway.output)")
        #expect(time < .seconds(5), "\(gateway.output)")
        _ = await late
        lock?.release()
        _ = visitors
    }
}

/// A port that takes connections and never says anything.
private final class DeafListener {
    let port = freePort()
    private let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)

    init() throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(bound == 0 && listen(descriptor, 100) == 0)
    }

    deinit { close(descriptor) }
}

/// Clients of the page that stop in the middle: of their request, or of taking the answer.
private final class StuckVisitors {
    private var visitors: [CInt] = []

    init(of gateway: Program) async throws {
        let address = try #require(URL(string: try await gateway.address()))
        for request in [
            "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx",
        ] {
            let visitor = try #require(connection(to: UInt16(address.port ?? 0)))
            visitors.append(visitor)
            let bytes = Array(request.utf8)
            #expect(send(visitor, bytes, bytes.count, CInt(MSG_NOSIGNAL)) == bytes.count)
        }
    }

    deinit { for visitor in visitors { close(visitor) } }
}
