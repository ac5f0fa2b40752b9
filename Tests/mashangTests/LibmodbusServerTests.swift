import DeviceProfiles
import Facilities
import Foundation
import Gateway
import Modbus
import TestSupport
import Testing

/// The reference implementation as the device, with values that C has packed: neither shares code with our decoding.
@Suite(.timeLimit(.minutes(10))) struct LibmodbusServerTests {
    @Test func everyTypeInEveryOrderOfEveryTableIsReadFromLibmodbusAsItIsThere() async throws {
        let folder = try TemporaryFolder()
        let program = folder.path + "/server"
        let flags = try await output(of: "pkg-config", ["--cflags", "--libs", "libmodbus"]).split(
            whereSeparator: \.isWhitespace)
        let source = Program.repository + "/Tests/mashangTests/Peers/server.c"
        let compiled = try await output(
            of: "clang", [source, "-Wall", "-Werror", "-o", program] + flags.map(String.init))
        #expect(compiled == "")
        let server = Process()
        let pipe = Pipe()
        server.executableURL = URL(filePath: program)
        server.standardOutput = pipe
        try server.run()
        var text = ""
        while !text.contains("port ") || !text.hasSuffix("\n") {
            text += String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        }
        var values = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let port = try #require(UInt16(values.removeLast()[1]))
        let expected: Int = (5 * 8 + 2) * 4 * 2 + 64 * 2
        #expect(values.count == expected)
        let bus = ModbusBus(.tcp(host: "127.0.0.1", port: port))
        for value in values {
            let point = try peerProfile(type: value[0], order: value[1], at: "\(value[2]) \(value[3])")
            let block = point.readPlan[0]
            let words = try await bus.read(
                ModbusRead(unit: 1, table: .init(block.table), address: block.address, count: block.count))
            // A float32 is read as the number of its shortest text.
            let isShort = value[0] == "float32"
            let expected = isShort ? Float(value[4]).flatMap { Double("\($0)") } : Double(value[4])
            #expect(point.readings(in: block, words: words)[0].value == expected, "\(value)")
        }
        await bus.close()
        server.waitUntilExit()
        #expect(server.terminationStatus == 0)
    }
}
