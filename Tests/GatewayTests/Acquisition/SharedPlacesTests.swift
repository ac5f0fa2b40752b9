import Foundation
import Simulator
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

@testable import Gateway

/// Two buses that lead to one place, whatever they are called.
struct SharedPlacesTests {
    private func mistakes(_ first: String, _ second: String) throws -> [String] {
        let text = """
            gateway: {id: NJ-1}
            buses:
              line-1: {\(first)}
              line-2: {\(second)}
            """
        let configuration = try Configuration.read(text, file: "g.yaml", files: .disk)
        return Preflight.sharedPlaces(of: configuration, resolvesNames: true).map(\.description)
    }

    /// D1.
    @Test func aLinkLeadsToTheDeviceThatItIs() throws {
        let folder = try TemporaryFolder()
        let (server, other) = (try ModbusServer.pty { _ in .silence }, try ModbusServer.pty { _ in .silence })
        defer { for server in [server, other] { server.stop() } }
        let link = folder.path + "/usb-FTDI-if00"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: server.device)
        let found = try mistakes("rtu: {device: \(server.device)}", "rtu: {device: \(link), baud: 4800}")
        #expect(
            found == [
                "g.yaml:4:11: \(link) is the same as \(server.device) of the bus line-1 in line 3; what shares a line or a "
                    + "connection shares a bus: put the devices of line-2 on line-1"
            ])
        #expect(try mistakes("rtu: {device: \(link)}", "rtu: {device: \(other.device)}").isEmpty)
        #expect(try mistakes("rtu: {device: /dev/no-1}", "rtu: {device: /dev/no-2}").isEmpty)
    }

    @Test(arguments: [
        ("tcp: {host: localhost}", "tcp: {host: 127.0.0.1}", 1),
        ("tcp: {host: LOCALHOST}", "tcp: {host: 127.0.0.1}", 1),
        ("tcp: {host: localhost}", "rtuOverTcp: {host: 127.0.0.1, port: 502}", 1),
        ("tcp: {host: '::1'}", "tcp: {host: '0:0:0:0:0:0:0:1'}", 1),
        ("tcp: {host: localhost}", "tcp: {host: 127.0.0.1, port: 503}", 0),
        ("tcp: {host: 127.0.0.1}", "tcp: {host: 127.0.0.2}", 0),
        ("tcp: {host: a.invalid}", "tcp: {host: b.invalid}", 0),
    ]) func aHostIsItsAddresses(first: String, second: String, count: Int) throws {
        #expect(try mistakes(first, second).count == count)
    }
}
