import DeviceProfiles
import Foundation
import Modbus
import Simulator
import TestSupport

/// A simulated device of one profile, and how all profiles are ranked by its answers.
struct RankedDevice {
    let profile: DeviceProfile
    let ranking: ProfileRanking
    /// The place of the device's own profile, from 1.
    let place: Int

    /// The other profiles that explain the answers as well, the likeliest first.
    var equals: [String] {
        if case .amongst(let ids) = ranking.certainty { ids.filter { $0 != profile.id } } else { [] }
    }

    /// Whether a scan names the device's own profile among those that it may be.
    var isNamed: Bool {
        switch ranking.certainty {
        case .certain, .likely: place == 1
        case .amongst(let ids): ids.contains(profile.id)
        case .unknown: false
        }
    }

    /// Every profile in `device-profiles/`, by its id.
    static func installed() throws -> [DeviceProfile] {
        let folder = Program.repository + "/device-profiles"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
            .map { try DeviceProfile(yaml: String(contentsOfFile: folder + "/" + $0, encoding: .utf8), file: $0) }
    }

    /// One of each, asked as a scan asks.
    static func all() throws -> [RankedDevice] {
        let profiles = try installed()
        let questions = ProfileRanking.questions(of: profiles)
        return profiles.map { profile in
            let ranking = ProfileRanking(profiles, seen(SimulatedDevice(profile), questions))
            let place = (ranking.fits.firstIndex { $0.profile == profile.id } ?? ranking.fits.count) + 1
            return RankedDevice(profile: profile, ranking: ranking, place: place)
        }
    }

    static func request(_ question: SeenRegisters.Question) -> ModbusRequest {
        .read(
            unit: 1, table: .init(question.register.table), address: question.register.address, count: question.count)
    }

    static func seen(_ device: SimulatedDevice, _ questions: [SeenRegisters.Question]) -> SeenRegisters {
        var seen = SeenRegisters()
        for question in questions {
            if case .words(let words) = device.answer(request(question), elapsed: 0) {
                seen.answered(question, words)
            } else {
                seen.refused(question)
            }
        }
        return seen
    }
}

extension Modbus.RegisterTable {
    fileprivate init(_ table: DeviceProfiles.RegisterTable) {
        switch table {
        case .coil: self = .coil
        case .discrete: self = .discrete
        case .holding: self = .holding
        case .input: self = .input
        }
    }
}
