import Facilities
import StrictYAML

extension ConfigurationReader {
    /// Reads the site's own rules: thresholds on any quantity, without programming.
    func thresholds(_ value: YAMLValue) -> [Threshold] {
        var names: Set<String> = []
        return value.sequence(ofEntriesWith: "quantity").compactMap { value in
            guard let threshold = threshold(value) else { return nil }
            if !names.insert(threshold.name).inserted {
                value.error(
                    Text(
                        zh: "这里已有规则“\(threshold.name)”；每条规则名称不同",
                        en: "there is already a rule '\(threshold.name)' here; every rule has a name of its own"))
            }
            return threshold
        }
    }

    /// Warns about a threshold on a quantity that the facility does not measure, so that it is never judged.
    func checkQuantities(of facility: Facility, _ rules: YAMLValue) {
        let measured = Set(facility.channels.map(\.id.quantity.rawValue))
        for rule in rules.sequence ?? [] {
            guard let value = rule.entries?.first(where: { $0.key.string == "quantity" })?.value,
                let name = value.string, !measured.contains(name)
            else { continue }
            missing(value, measured, .facility, Text(zh: "不判断这条规则", en: "the rule is not judged"))
        }
    }

    private func threshold(_ value: YAMLValue) -> Threshold? {
        guard
            let map = value.mapping(
                "name", "quantity", "above", "below", "band", "after", "clearAfter", "level", "text"
            )
        else { return nil }
        let name = map.required("name")?.parse(
            Text(zh: "名称，字母和数字，最多 32 个", en: "a name of letters and digits, up to 32"), Self.ruleName)
        let quantity = map.required("quantity")?.parse(
            Text(zh: "量的名称，如 pressureDrop", en: "a quantity's name, such as pressureDrop"), Self.quantity)
        let limit = quantity.flatMap { side(map, of: $0, at: value) }
        let band = limit.map { _, limit in map["band"].map { self.band($0, in: limit.unit) } ?? 0 } ?? 0
        let after =
            map["after"].map { $0.parse(Text(zh: "时间，如 5min", en: "a duration such as 5min")) { Duration($0) } }
            ?? .zero
        let clearAfter =
            map["clearAfter"].map { $0.parse(Text(zh: "时间，如 5min", en: "a duration such as 5min")) { Duration($0) } }
            ?? .zero
        let level = map["level"].map { $0.choice(Finding.Level.self, named: \.chineseNames) } ?? .yellow
        let text = map.required("text").flatMap(words)
        guard let name, let quantity, let (side, limit) = limit, let band, let after, let clearAfter, let level,
            let text
        else { return nil }
        return Threshold(
            name, quantity, side, limit, band: band, after: after, clearAfter: clearAfter, level: level, text: text
        )
    }

    private static func ruleName(_ text: String) -> String? {
        let isName = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isName && 1...32 ~= text.count ? text : nil
    }

    /// Returns the side, and the limit in the unit of the quantity's readings.
    private func side(
        _ map: YAMLMapping, of quantity: Quantity, at value: YAMLValue
    ) -> (LimitSide, Measure)? {
        switch (map["above"], map["below"]) {
        case (let above?, nil): return measure(above, in: quantity.unit).map { (.above, $0) }
        case (nil, let below?): return measure(below, in: quantity.unit).map { (.below, $0) }
        default:
            value.error(
                Text(
                    zh: "一条规则写 above: 或 below: 之一，后面是带单位的值",
                    en: "a rule has either above: or below:, and a value with a unit behind it"))
            return nil
        }
    }

    private func band(_ value: YAMLValue, in unit: PhysicalUnit) -> Double? {
        guard let band = measure(value, in: unit)?.value else { return nil }
        guard band >= 0 else {
            value.error(
                Text(
                    zh: "band 不小于 0：它在限值允许的一侧",
                    en: "a band is 0 or more: it lies on the side of the limit where values are allowed"))
            return nil
        }
        return band
    }

    private func measure(_ value: YAMLValue, in unit: PhysicalUnit?) -> Measure? {
        let example =
            unit.map { Text(zh: "带单位的值，如 12.5 \($0)", en: "a value with a unit such as 12.5 \($0)") }
            ?? Text(zh: "带单位的值", en: "a value with a unit")
        return value.parse(example) { text in
            guard let measure = Measure(text), let unit = unit ?? Optional(measure.unit) else { return nil }
            return measure.value(in: unit).map { Measure($0, unit) }
        }
    }

    private func words(_ value: YAMLValue) -> Text? {
        guard let map = value.mapping("zh", "en") else { return nil }
        let (zh, en) = (map.required("zh")?.string, map.required("en")?.string)
        guard let zh, let en else { return nil }
        return Text(zh: zh, en: en)
    }
}
