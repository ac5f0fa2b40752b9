import DeviceProfiles
import Simulator
import TestSupport
import Testing

/// Every installed profile's simulated device, ranked among all profiles.
struct ScanTableTests {
    @Test func everyDeviceIsRankedFirstOrSecondOrCannotBeToldApart() throws {
        let devices = try RankedDevice.all()
        for device in devices {
            #expect(
                device.place <= 2 || device.isNamed,
                "\(device.profile.id) is \(device.place) of \(device.ranking.fits.prefix(4))")
        }
        #expect(devices.filter { $0.place == 1 }.count * 100 >= devices.count * 85)
        #expect(devices.filter(\.isNamed).count * 100 >= devices.count * 95)
    }

    @Test func aMarkMakesItCertain() throws {
        let marked = try RankedDevice.all().filter { $0.profile.identify != nil }
        #expect(marked.count >= 4)
        for device in marked {
            let first = device.ranking.fits.first
            #expect(first?.profile == device.profile.id && first?.mark == .matches, "\(device.profile.id)")
        }
    }

    @Test func whatNoProfileExplainsIsUnknown() throws {
        let profiles = try RankedDevice.installed()
        var seen = SeenRegisters()
        for question in ProfileRanking.questions(of: profiles) { seen.refused(question) }
        #expect(ProfileRanking(profiles, seen).certainty == .unknown)
        #expect(ProfileRanking(profiles, SeenRegisters()).certainty == .unknown)
    }
}
