import DeviceProfiles
import Facilities
import Foundation
import Modbus
import Simulator
import Testing

/// Every installed profile's simulated device, ranked among all profiles.
struct ScanTableTests {
    private static let folder = URL(filePath: #filePath).appending(path: "../../../device-profiles").standardized

    private static func profiles() throws -> [DeviceProfile] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted().map {
            try DeviceProfile(yaml: String(contentsOf: folder.appending(path: $0), encoding: .utf8), file: $0)
        }
    }

    @Test func everyDeviceIsRankedFirstOrSecondOrCannotBeToldApart() throws {
        let profiles = try Self.profiles()
        let questions = ProfileRanking.questions(of: profiles)
        var table = "| 设备 device | 名次 place | 把握 how sure |\n|---|---|---|\n"
        var first = 0
        for profile in profiles {
            let ranking = ProfileRanking(profiles, seen(SimulatedDevice(profile), questions))
            let place = try #require(ranking.fits.firstIndex { $0.profile == profile.id }) + 1
            let equals: [String] = if case .amongst(let ids) = ranking.certainty { ids } else { [] }
            if place == 1 { first += 1 }
            table += "| `\(profile.id)` | \(place) | \(words(ranking.certainty, of: profile.id)) |\n"
            #expect(place <= 2 || equals.contains(profile.id), "\(profile.id) is \(place) of \(ranking.fits.prefix(4))")
        }
        print(table + "\(first) of \(profiles.count) are first; \(questions.count) questions a device")
        #expect(first * 10 >= profiles.count * 8)
    }

    @Test func aMarkMakesItCertain() throws {
        let profiles = try Self.profiles()
        let marked = try #require(profiles.first { $0.id == "eastron-sdm630" || $0.identify != nil })
        let ranking = ProfileRanking(
            profiles, seen(SimulatedDevice(marked), ProfileRanking.questions(of: profiles)))
        #expect(ranking.fits.first?.profile == marked.id && ranking.fits.first?.mark == .matches)
    }

    @Test func whatNoProfileExplainsIsUnknown() throws {
        let profiles = try Self.profiles()
        var seen = SeenRegisters()
        for question in ProfileRanking.questions(of: profiles) { seen.refused(question) }
        #expect(ProfileRanking(profiles, seen).certainty == .unknown)
        #expect(ProfileRanking(profiles, SeenRegisters()).certainty == .unknown)
    }

    private func seen(_ device: SimulatedDevice, _ questions: [SeenRegisters.Question]) -> SeenRegisters {
        var seen = SeenRegisters()
        for question in questions {
            let table = Modbus.RegisterTable(rawValue: question.register.table.rawValue) ?? .holding
            let request = ModbusRequest.read(
                unit: 1, table: table, address: question.register.address, count: question.count)
            if case .words(let words) = device.answer(request, elapsed: 0) {
                seen.answered(question, words)
            } else {
                seen.refused(question)
            }
        }
        return seen
    }

    private func words(_ certainty: ProfileRanking.Certainty, of id: String) -> String {
        switch certainty {
        case .certain: "certain"
        case .likely: "likely"
        case .unknown: "unknown"
        case .amongst(let ids): "amongst " + ids.filter { $0 != id }.prefix(6).joined(separator: ", ")
        }
    }
}
