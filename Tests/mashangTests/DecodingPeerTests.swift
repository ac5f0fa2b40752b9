import DeviceProfiles
import Facilities
import Foundation
import Modbus
import Simulator
import TestSupport
import Testing

/// Types and orders held against programs that share no code with ours.
struct DecodingPeerTests {
    private struct Packed: Decodable {
        var type: String
        var order: String
        var value: Double
        var words: [UInt16]
    }

    @Test func pymodbusPacksEveryTypeInEveryOrderAsWeDo() async throws {
        let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
        let text = try await output(of: python, [Program.repository + "/Tests/mashangTests/Peers/registers.py"])
        let packed = try text.split(separator: "\n").map { try JSONDecoder().decode(Packed.self, from: Data($0.utf8)) }
        #expect(packed.count == 10 * 4 * 250)
        var profiles: [String: DeviceProfile] = [:]
        for one in packed {
            let keys = "\(one.type) \(one.order)"
            let profile = try profiles[keys] ?? peerProfile(type: one.type, order: one.order, at: "holding 0")
            profiles[keys] = profile
            // A float32 is the number of its shortest text.
            let wanted = one.type == "float32" ? Double("\(Float(one.value))") : one.value
            #expect(profile.readings(in: profile.readPlan[0], words: one.words)[0].value == wanted, "\(one)")
            // A text may be padded in two ways; we fill it up with zeros.
            guard one.type != "string" else { continue }
            #expect(profile.words(for: profile.points[0], value: one.value) == one.words, "\(one)")
        }
    }

    @Test(arguments: [
        ("holding 5, type: uint16", 32_000.0, ["-t", "4"], "32000"),
        ("input 5, type: uint16", 41, ["-t", "3"], "41"),
        ("holding 5, type: int16", -2, ["-t", "4:hex"], "0xFFFE"),
        ("holding 5, type: bcd", 1234, ["-t", "4:hex"], "0x1234"),
        ("holding 5, type: bitfield, bits: [4, 7]", 10, ["-t", "4:hex"], "0x00A0"),
        ("holding 5.3, type: bit", 1, ["-t", "4:hex"], "0x0008"),
        ("holding 5, type: string, length: 1", 42, ["-t", "4:hex"], "0x3432"),
        ("holding 5, type: int32", -70_000, ["-t", "4:int", "-B"], "-70000"),
        ("holding 5, type: int32, order: CDAB", -70_000, ["-t", "4:int"], "-70000"),
        ("input 5, type: float32", 123.5, ["-t", "3:float", "-B"], "123.5"),
        ("input 5, type: float32, order: CDAB", -0.25, ["-t", "3:float"], "-0.25"),
        ("coil 5, type: bool", 1, ["-t", "0"], "1"),
        ("discrete 5, type: bool", 1, ["-t", "1"], "1"),
    ])
    func mbpollReadsOurSimulator(keys: String, value: Double, type: [String], shown: String) async throws {
        var device = SimulatedDevice(try peerProfile(keys))
        let fits = device.set("a", to: value)
        #expect(fits)
        let server = try ModbusServer.tcp { [device] in device.answer($0, elapsed: 0) }
        defer { server.stop() }
        let text = try await output(
            of: "mbpoll", type + ["-m", "tcp", "-p", "\(server.port)", "-0", "-r", "5", "-1", "127.0.0.1"])
        #expect(text.contains("[5]: \t\(shown)\n"), "\(text)")
    }
}

/// A device with one point `a`, as a program that shares no code with ours packs its values.
func peerProfile(_ point: String) throws -> DeviceProfile {
    let text = """
        profile: peer
        name: {zh: 对端, en: peer}
        source: "a peer"
        verified: false
        points:
          a: {own: true, register: \(point)}
        """
    return try DeviceProfile(yaml: text, file: "peer.yaml")
}

/// Numbers in BCD have eight digits, texts eight characters.
func peerProfile(type: String, order: String, at register: String) throws -> DeviceProfile {
    let length = type == "bcd" ? ", length: 2" : type == "string" ? ", length: 4" : ""
    let keys = type == "bool" ? "" : "\(length), order: \(order)"
    return try peerProfile("\(register), type: \(type)\(keys)")
}
