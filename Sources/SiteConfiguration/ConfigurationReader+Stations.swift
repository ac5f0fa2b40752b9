import DeviceProfiles
import Facilities
import HJ212
import StrictYAML

/// Reads the stations that a platform knows, and what is sent under each.
extension ConfigurationReader {
    /// Finds the channels of every platform among the facilities.
    func platforms(of installations: [Configuration.Installation]) -> [Configuration.Platform] {
        platforms.map { draft in
            var platform = draft.platform
            let factors = draft.factors.map { self.factors($0, of: installations) } ?? [:]
            let system = draft.system.flatMap(self.system)
            platform.stations = stations(draft, installations).map { station in
                self.station(station, installations, factors, system, at: draft.value)
            }
            return platform
        }
    }

    /// `mn: 88888880000001` for the whole gateway, or `mn: {NJ320104D000049: 88888880000001}`.
    private func stations(
        _ draft: PlatformDraft, _ installations: [Configuration.Installation]
    ) -> [(number: String, codes: [Facility.Code])] {
        guard let value = draft.numbers else { return [] }
        let known = installations.map(\.facility.code)
        guard value.isMapping else { return station(value).map { [($0, known)] } ?? [] }
        var numbers: [String: YAMLValue] = [:]
        return (value.entries ?? []).compactMap { key, value in
            let code = key.parse(
                Text(zh: "facilities 里的一个设施编号", en: "the code of one of the facilities")
            ) { text in known.first { $0.description == text } }
            guard let code, let number = station(value) else { return nil }
            if let other = numbers.updateValue(value, forKey: number) {
                value.error(
                    Text(
                        zh: "\(number) 已经是第 \(other.line) 行设施的 MN；每个设施不同",
                        en: "\(number) is already the MN of the facility in line \(other.line); each has its own"))
            }
            return (number, [code])
        }
    }

    private func station(_ value: YAMLValue) -> String? {
        value.parse(
            Text(zh: "平台给的 MN，1 到 24 个字符 0-9、A-Z", en: "the MN from the platform, 1 to 24 characters of 0-9 and A-Z")
        ) { text in
            1...24 ~= text.utf8.count && text.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) } ? text : nil
        }
    }

    private func system(_ value: YAMLValue) -> String? {
        value.parse(Text(zh: "两位数字的 ST，如 39", en: "an ST of two digits, such as 39")) { text in
            text.utf8.count == 2 && text.allSatisfy { $0.isASCII && $0.isNumber } ? text : nil
        }
    }

    private func station(
        _ station: (number: String, codes: [Facility.Code]), _ installations: [Configuration.Installation],
        _ factors: [Quantity: Factor], _ system: String?, at place: YAMLValue
    ) -> PlatformStation {
        let own = installations.filter { station.codes.contains($0.facility.code) }
        var result = PlatformStation(
            station.number, system: system ?? own.first?.facility.kind.system ?? "91", facilities: station.codes)
        for installation in own {
            let code = installation.facility.code
            result.machines += machines(of: installation)
            let flows = Flows(of: installation)
            for device in installation.devices {
                for point in device.profile.points {
                    let usual = Factor(point.quantity, point.unit, in: installation.facility.kind)
                    guard let factor = factors[point.quantity] ?? usual else { continue }
                    guard case .sent(let code212, let unit, let digits, let serial) = factor else { continue }
                    let channel = PlatformStation.Channel(
                        code, device.id, point.quantity, code: code212, unit: unit, digits: digits, serial: serial,
                        flow: flows.device(carrying: point.quantity, of: device.id))
                    if let other = result.channels.first(where: { $0.code == code212 }) {
                        warn(of: channel, beside: other, station.number, at: place)
                    } else {
                        result.channels.append(channel)
                    }
                }
            }
        }
        if result.channels.isEmpty, !places.hasUnreadDevices {
            place.warning(
                Text(
                    zh: "MN \(station.number) 没有可上报的因子：设备测的量没有编码，请写在 factors 里",
                    en:
                        "nothing is sent under the MN \(station.number): what its devices measure has no code; write factors"
                ))
        }
        return result
    }

    private func warn(
        of channel: PlatformStation.Channel, beside other: PlatformStation.Channel, _ number: String,
        at place: YAMLValue
    ) {
        place.warning(
            Text(
                zh: "\(channel.facility) 的 \(channel.device) 与 \(other.facility) 的 \(other.device) 都是 \(channel.code)，"
                    + "MN \(number) 下只上报后者；请按设施分别写 mn，或在 factors 里换编码",
                en: "\(channel.device) of \(channel.facility) and \(other.device) of \(other.facility) both are "
                    + "\(channel.code), and under the MN \(number) only the latter is sent; write an mn for each facility, "
                    + "or another code in factors"))
    }
}

extension Facility.Kind {
    /// `ST` of the kind of source.
    fileprivate var system: String {
        switch self {
        case .dustSite: "39"
        case .activatedCarbon: "27"
        case .fumePurifier, .nonroadMachinery, .complaintPoint: "31"
        }
    }
}
