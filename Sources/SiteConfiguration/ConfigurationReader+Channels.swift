import DeviceProfiles
import Facilities
import StrictYAML

/// Reads how several channels of one quantity are combined into the single value that a rule needs.
extension ConfigurationReader {
    /// Reads the combination of each quantity: `combine: {airFlow: sum}`.
    func combinations(_ value: YAMLValue) -> [Quantity: Combination] {
        let known = Quantity.combined.map(\.rawValue).sorted().joined(separator: ", ")
        var combinations: [Quantity: Combination] = [:]
        for (key, value) in value.entries ?? [] {
            let quantity = key.parse(
                Text(zh: "规则只用一个值的量，\(known) 之一", en: "a quantity of which a rule needs one figure, one of \(known)")
            ) { name in
                Quantity.combined.first { $0.rawValue == name }
            }
            let combination = value.choice(Combination.self, named: \.chineseNames)
            // A wrong entry is also recorded, so that it does not cause a second mistake.
            if let quantity { combinations[quantity] = combination ?? .sum }
        }
        return combinations
    }

    /// Reports quantities with several channels of which a rule needs a single value, unless the file states how to
    /// combine them.
    func checkCombinations(of facility: Facility, at value: YAMLValue) {
        let unclear = Dictionary(grouping: facility.channels, by: \.id.quantity).filter { quantity, channels in
            Quantity.combined.contains(quantity) && channels.count > 1 && facility.combine[quantity] == nil
        }
        for (quantity, channels) in unclear.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let devices = channels.map(\.id.device.description).joined(separator: " and ")
            value.error(
                Text(
                    zh:
                        "\(devices.replacing(" and ", with: "、")) 都测\(quantity.title.zh)（\(quantity.rawValue)），规则只用一个值；请写怎么合成："
                        + "combine: {\(quantity.rawValue): sum}，或 mean、max",
                    en: "\(devices) measure \(quantity.rawValue), and the rules need one figure; say how they make it: "
                        + "combine: {\(quantity.rawValue): sum}, or mean, or max"))
        }
    }
}

extension Configuration.Device {
    /// The channels of the device, in the order of the profile's points.
    var channels: [Channel] {
        profile.points.map { point in
            Channel(
                id, point.quantity, place: place, period: point.every, range: point.isMeasured ? point.range : nil,
                isStandby: isStandby)
        }
    }
}
