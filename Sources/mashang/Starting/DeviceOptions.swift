import ArgumentParser
import DeviceProfiles
import Facilities

/// The devices and facilities that the options of `init` describe.
struct DeviceOptions {
    private let models: [(id: String, profile: String)]
    private let facilities: [String]
    private let prefix: String

    init(_ command: Init, known: [String: DeviceProfile]) throws {
        models = try Self.models(command.device, known)
        (facilities, prefix) = (command.facility, command.prefix)
    }

    /// Reads `--device` options: each names a device and its profile.
    private static func models(
        _ options: [String], _ known: [String: DeviceProfile]
    ) throws -> [(id: String, profile: String)] {
        try options.map { option in
            let sides = option.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2 else {
                throw ValidationError(
                    Text(
                        zh: "--device \(option)：请写成 line-1/3=档案名称",
                        en: "--device \(option): write line-1/3=PROFILE, with the name of a profile"))
            }
            guard known[sides[1]] != nil else {
                throw ValidationError(
                    Text(
                        zh: "--device \(option)：没有名为 \(sides[1]) 的档案",
                        en: "--device \(option): there is no profile of the name \(sides[1])"))
            }
            return (sides[0], sides[1])
        }
    }

    /// Returns the devices that were found, with the profiles that the options name.
    func applied(to found: [SiteDraft.Device]) throws -> [SiteDraft.Device] {
        var devices = found
        for (id, profile) in models {
            guard let index = devices.firstIndex(where: { $0.id == id }) else {
                throw ValidationError(noDevice(id, devices))
            }
            devices[index].profile = profile
        }
        return devices
    }

    /// Adds the facilities that the options name to the draft, with their devices; the remaining devices have none.
    ///
    /// - Throws: `ValidationError` if a device was not found, or if its profile is not known.
    func take(_ devices: [SiteDraft.Device], into draft: inout SiteDraft) throws {
        var taken: Set<String> = []
        for text in facilities {
            let option = try FacilityOption(text)
            var facility = option.facility
            if facility.code.isEmpty { facility.code = try draft.newCode(of: facility.kind, prefix) }
            for (id, meanings) in option.devices {
                guard var device = devices.first(where: { $0.id == id }) else {
                    throw ValidationError(noDevice(id, devices))
                }
                guard device.profile != nil else {
                    let wrong = Text(
                        zh: "\(id) 的型号不确定：用 --device \(id)=档案 说明",
                        en: "of \(id) the model is not sure: say --device \(id)=PROFILE")
                    throw ValidationError(wrong.spoken)
                }
                device.meanings = meanings
                facility.devices.append(device)
                taken.insert(id)
            }
            draft.facilities.append(facility)
        }
        draft.others = devices.filter { !taken.contains($0.id) }
    }

    private func noDevice(_ id: String, _ devices: [SiteDraft.Device]) -> String {
        let all = devices.map(\.id).joined(separator: ", ")
        return Text(zh: "没有找到设备 \(id)；有：\(all)", en: "no device \(id) was found; there are: \(all)").spoken
    }
}
