import DeviceProfiles
import Facilities
import Foundation
import Gateway
import Modbus
import Simulator
import SiteConfiguration
import TestSupport
import Testing

/// Every profile in `device-profiles/` over Modbus TCP, with a server and the client that the gateway uses. One
/// after another: with a server and a client for each at once, the whole test run has more descriptors than libmodbus can use.
@Suite(.serialized) struct EveryProfileTests {
    static let folder = Program.repository + "/device-profiles"
    static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()

    @Test(arguments: files) func itsSamplesComeOverTheWireAsTheyAreMeant(file: String) async throws {
        let profile = try ProfileCatalog(files: .disk).profile(at: Self.folder + "/" + file)
        for sample in profile.samples {
            let readings = try await read(profile) { request in
                guard case .read(_, let table, let address, let count) = request else {
                    return .exception(.illegalFunction)
                }
                return .words((0..<count).map { sample.word(table, Int(address) + $0) ?? 0 })
            }
            for (name, wanted) in sample.gives {
                #expect(isNear(readings[name]?.value, wanted), "\(name): \(readings[name]?.quality.description ?? "")")
            }
            for (name, wanted) in sample.quality { #expect(readings[name]?.quality == wanted, "\(name)") }
        }
    }

    @Test(arguments: files) func theSimulatorAnswersAsItsSamplesSayWithinTwoPerCent(file: String) async throws {
        let profile = try ProfileCatalog(files: .disk).profile(at: Self.folder + "/" + file)
        let device = SimulatedDevice(profile)
        for elapsed in [0.0, 7, 22.5, 41] {
            let readings = try await read(profile) { device.answer($0, elapsed: elapsed) }
            for point in profile.points {
                guard let centre = profile.samples.compactMap({ $0.gives[point.name] ?? nil }).first else { continue }
                let words = profile.words(for: point, value: centre) ?? []
                let margin = step(of: point, words, in: profile)
                let value = try #require(readings[point.name]?.value, "\(point.name) at \(elapsed)")
                #expect(abs(value - centre) <= abs(centre) * 0.0201 + margin, "\(point.name) at \(elapsed)")
            }
        }
    }

    @Test(arguments: files) func theSimulatorShowsTheMarkByWhichItIsRecognised(file: String) async throws {
        let profile = try ProfileCatalog(files: .disk).profile(at: Self.folder + "/" + file)
        guard let mark = profile.identify else { return }
        let device = SimulatedDevice(profile)
        let server = try ModbusServer.tcp { device.answer($0, elapsed: 0) }
        defer { server.stop() }
        let bus = ModbusBus(.tcp(host: "127.0.0.1", port: server.port))
        let words = try await bus.read(
            ModbusRead(
                unit: 1, table: .init(mark.register.table), address: mark.register.address, count: mark.count))
        #expect(mark.matches(words))
        await bus.close()
    }

    /// By quantity.
    private func read(
        _ profile: DeviceProfile, from responder: @escaping ModbusServer.Responder
    ) async throws -> [String: Reading] {
        let server = try ModbusServer.tcp(responder: responder)
        defer { server.stop() }
        let bus = ModbusBus(.tcp(host: "127.0.0.1", port: server.port))
        var readings: [Reading] = []
        for block in profile.readPlan {
            let words = try await bus.read(ModbusRead(block, unit: 1, limits: profile.limits))
            readings += profile.readings(in: block, words: words)
        }
        await bus.close()
        var checks = ReadingChecks(profile)
        let checked = checks.check(readings, at: Timestamp(seconds: 0))
        return Dictionary(uniqueKeysWithValues: checked.map { ($0.quantity.rawValue, $0) })
    }

    /// What one more in the last word is worth.
    private func step(of point: Point, _ words: [UInt16], in profile: DeviceProfile) -> Double {
        guard let last = words.last else { return 0 }
        let values = [words, words.dropLast() + [last ^ 1]].map {
            profile.readings(in: ReadBlock([point]), words: $0)[0].value
        }
        guard let one = values[0], let other = values[1] else { return 0 }
        return abs(one - other)
    }

    private func isNear(_ value: Double?, _ wanted: Double?) -> Bool {
        guard let value, let wanted else { return value == wanted }
        return abs(value - wanted) <= 1e-4 * max(1, abs(wanted))
    }
}

extension ProfileSample {
    /// Nil if the sample does not have it.
    fileprivate func word(_ table: Modbus.RegisterTable, _ address: Int) -> UInt16? {
        for (start, words) in words where start.table.rawValue == table.rawValue {
            let index = address - Int(start.address)
            if words.indices.contains(index) { return words[index] }
        }
        return nil
    }
}
