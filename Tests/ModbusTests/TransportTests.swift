import Facilities
import Foundation
import Simulator
import TestSupport
import Testing

@testable import Modbus

@Sendable private func addresses(_ request: ModbusRequest) -> ModbusResponse {
    switch request {
    case .read(_, _, let address, let count): .words((0..<UInt16(count)).map { address + $0 })
    case .write: .done
    }
}

private let request = ModbusRead(
    unit: 1, table: .holding, address: 7, count: 2, timeout: .milliseconds(300))

struct TransportTests {
    @Test(arguments: ["127.0.0.1", "localhost"]) func aHostMayHaveANameOrAnAddress(_ host: String) async throws {
        let server = try ModbusServer.tcp(responder: addresses)
        #expect(try await ModbusBus(.tcp(host: host, port: server.port)).read(request) == [7, 8])
    }

    @Test func aHostMayHaveAnIPv6Address() async throws {
        let server = try ModbusServer.tcp(host: "::1", responder: addresses)
        #expect(try await ModbusBus(.tcp(host: "::1", port: server.port)).read(request) == [7, 8])
    }

    @Test func aNameThatNobodyKnowsIsSaidToBeOne() async throws {
        let error = await #expect(throws: ModbusError.self) {
            try await ModbusBus(.tcp(host: "no-such-host.invalid", port: 502)).read(request)
        }
        #expect(error?.description.contains("there is no host of this name") == true, "\(String(describing: error))")
    }

    /// A serial server as socat is one: the bytes of a terminal, over TCP.
    @Test(arguments: ["127.0.0.1", "::1"]) func readsAndWritesOverASerialServer(_ host: String) async throws {
        let device = try ModbusServer.pty(responder: addresses)
        let port = freePort()
        let listen = host == "::1" ? "TCP6-LISTEN:\(port),bind=[::1]" : "TCP4-LISTEN:\(port),bind=\(host)"
        let socat = Process()
        socat.executableURL = URL(filePath: "/usr/bin/env")
        socat.arguments = ["socat", "\(listen),reuseaddr,fork", "\(device.device),raw,echo=0"]
        try socat.run()
        defer { kill(socat.processIdentifier, SIGKILL) }
        let bus = ModbusBus(.rtuOverTCP(host: host, port: port, SerialLine(baud: 19_200)))
        var words: [UInt16]?
        // Until socat listens.
        for _ in 0..<200 where words == nil {
            words = try? await bus.read(request)
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(words == [7, 8])
        try await bus.write(ModbusWrite(unit: 1, table: .holding, address: 3, values: [1, 2]))
    }

    @Test func anAdapterThatWasUnpluggedIsUsedAgainWhenItIsBack() async throws {
        let folder = try TemporaryFolder()
        let link = folder.path + "/tty"
        let server = try ModbusServer.pty(link: link, responder: addresses)
        let bus = ModbusBus(.rtu(SerialLine(device: link, baud: 115_200)))
        #expect(try await bus.read(request) == [7, 8])
        server.stop()
        let error = await #expect(throws: ModbusError.self) { try await bus.read(request) }
        #expect(error?.description.contains("no such device") == true, "\(String(describing: error))")
        let again = try ModbusServer.pty(link: link, responder: addresses)
        var words: [UInt16]?
        // Every try but one in half a second is refused at once.
        for _ in 0..<200 where words == nil {
            words = try? await bus.read(request)
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(words == [7, 8])
        again.stop()
    }

    @Test func aDeviceWithoutPermissionSaysWhichGroupToJoin() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/tty"
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o660])
        let group = try #require(FileManager.default.attributesOfItem(atPath: path)[.groupOwnerAccountName] as? String)
        #expect(ModbusLink.permissionAdvice(for: path).en.contains("usermod -aG \(group) "))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(ModbusLink.permissionAdvice(for: path).en.contains("udev"))
    }

    @Test func aWriteLeavesTheLineSilentForItsTurnaround() async throws {
        let server = try ModbusServer.pty(responder: addresses)
        let bus = ModbusBus(.rtu(SerialLine(device: server.device, baud: 115_200)))
        let start = ContinuousClock.now
        try await bus.write(
            ModbusWrite(unit: 1, table: .holding, address: 1, values: [1], turnaround: .milliseconds(100)))
        _ = try await bus.read(request)
        #expect(ContinuousClock.now - start >= .milliseconds(100))
    }
}
