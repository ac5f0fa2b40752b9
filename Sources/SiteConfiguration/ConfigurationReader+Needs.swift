import Facilities
import Rules
import StrictYAML

/// Checks whether the channels of a facility are sufficient for its rules.
extension ConfigurationReader {
    typealias Entries = [(device: Configuration.Device, entry: YAMLValue)]

    /// Checks the periods and the ranges of all channels.
    ///
    /// - Parameter own: the limits that the site itself set.
    func checkNeeds(of facility: Facility, _ entries: Entries, _ own: OwnLimits) {
        let rules = FacilityRules(for: facility).rules
        for channel in facility.channels {
            guard let entry = entries.first(where: { $0.device.id == channel.id.device })?.entry else { continue }
            checkPeriod(of: channel, rules, at: entry)
        }
        for rule in rules {
            for need in rule.needs { checkRange(of: need, rule, facility, entries, own) }
        }
    }

    /// Reports a channel that is read less often than its rules require, so that it would be measured in vain.
    private func checkPeriod(of channel: Channel, _ rules: [any Rule], at entry: YAMLValue) {
        let needs = rules.flatMap { rule in
            rule.needs.filter { $0.quantities.contains(channel.id.quantity) }.map {
                (rule: rule.name, within: $0.within)
            }
        }
        guard let tightest = needs.min(by: { $0.within < $1.within }), channel.period > tightest.within else { return }
        entry.error(
            Text(
                zh:
                    "\(channel.id.quantity.title.zh)每 \(channel.period.text) 读一次，对 \(tightest.rule) 太疏：要 \(tightest.within.text) 或更短；"
                    + "请改档案里那个测点的 every:",
                en: "\(channel.id.quantity.rawValue) is read every \(channel.period.text), which is too seldom for "
                    + "\(tightest.rule): it needs \(tightest.within.text) or less; change every: of that point in the profile"
            ))
    }

    /// Reports an instrument whose range ends before a limit, so that it never shows that the limit is exceeded.
    private func checkRange(
        of need: Need, _ rule: any Rule, _ facility: Facility, _ entries: Entries, _ own: OwnLimits
    ) {
        for (limit, side) in need.limits {
            for channel in facility.channels where need.quantities.contains(channel.id.quantity) {
                let unit = channel.id.quantity.unit ?? limit.unit
                guard let edge = limit.unit.convert(limit.value, to: unit), let range = channel.range,
                    !channel.canShow(edge, side)
                else { continue }
                let end = Measure(side == .above ? range.upperBound : range.lowerBound, unit)
                let what = Text(
                    zh: "\(channel.id.device) 测\(channel.id.quantity.title.zh)只到 \(end)",
                    en: "\(channel.id.device) measures \(channel.id.quantity.rawValue) only to \(end)")
                if let place = own.place(of: limit) {
                    place.error(
                        Text(
                            zh: "\(what.zh)，\(rule.name) 永远判断不了这个限值；请设在量程以内",
                            en: "\(what.en), so that \(rule.name) can never judge this limit; set one within its range")
                    )
                } else if let entry = entries.first(where: { $0.device.id == channel.id.device })?.entry {
                    let value = Measure(limit.value, limit.unit)
                    warnings.append(
                        entry.mistake(
                            Text(
                                zh: "\(what.zh)，而限值 \(limit.name) 是 \(value)：\(rule.name) 不用它判断",
                                en: "\(what.en), and \(limit.name) is \(value): \(rule.name) is not judged by it")))
                }
            }
        }
    }
}

/// The places at which a facility's entry sets its own limits.
struct OwnLimits {
    var limits: YAMLValue?
    var rules: YAMLValue?

    func place(of limit: Limit) -> YAMLValue? {
        if let value = limits?.entries?.first(where: { $0.key.string == limit.name })?.value { return value }
        return rules?.sequence?.first { rule in
            rule.entries?.contains { $0.key.string == "name" && "own.\($0.value.string ?? "")" == limit.name } ?? false
        }
    }
}
