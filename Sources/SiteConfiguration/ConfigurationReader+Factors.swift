import DeviceProfiles
import Facilities
import HJ212
import StrictYAML

/// Reads `factors:`, the codes, units and digits under which quantities are sent.
extension ConfigurationReader {
    /// The way in which a quantity is sent.
    enum Factor {
        case off
        case sent(code: String, unit: PhysicalUnit, digits: Int, serial: String?)

        /// The default; nil for a quantity without a code, or whose unit cannot be converted.
        init?(_ quantity: Quantity, _ own: PhysicalUnit, in kind: Facility.Kind) {
            guard let factor = FactorCode.usual(quantity, in: kind), let unit = factor.physicalUnit,
                (quantity.unit ?? own).convert(1, to: unit) != nil
            else { return nil }
            self = .sent(code: factor.code, unit: unit, digits: factor.digits, serial: nil)
        }
    }

    func factors(_ value: YAMLValue, of installations: [Configuration.Installation]) -> [Quantity: Factor] {
        let all = installations.flatMap { installation in
            installation.devices.flatMap(\.profile.points).map { (kind: installation.facility.kind, point: $0) }
        }
        var factors: [Quantity: Factor] = [:]
        for (key, value) in value.entries ?? [] {
            guard let name = key.string, let quantity = Quantity(rawValue: name) else { continue }
            let found = all.first { $0.point.quantity == quantity }
            if found == nil {
                missing(
                    key, Set(all.map(\.point.quantity.rawValue)), .gateway,
                    Text(zh: "这一项不起作用", en: "this chooses nothing"))
            }
            let usual = FactorCode.usual(quantity, in: found?.kind ?? .dustSite)
            factors[quantity] = factor(value, usual, quantity.unit ?? found?.point.unit)
        }
        return factors
    }

    private func factor(_ value: YAMLValue, _ usual: FactorCode?, _ own: PhysicalUnit?) -> Factor? {
        if value.plainText == "off" { return .off }
        guard value.isMapping else {
            return factorCode(value).flatMap { code in
                sent(code, usual?.physicalUnit, usual?.digits, nil, own, at: value)
            }
        }
        guard let map = value.mapping("code", "unit", "digits", "serial") else { return nil }
        let unit = map["unit"].flatMap {
            $0.parse(Text(zh: "单位，如 mg/m3", en: "a unit such as mg/m3")) { PhysicalUnit($0) }
        }
        let digits = map["digits"]?.parse(Text(zh: "小数位数，0 到 6", en: "digits behind the point, 0 to 6")) {
            Int($0).flatMap { 0...6 ~= $0 ? $0 : nil }
        }
        let code = map["code"].map(factorCode) ?? usual?.code
        if map["code"] == nil, usual == nil { _ = map.required("code") }
        guard let code else { return nil }
        let serial = map["serial"]?.parse(
            Text(zh: "仪器编号，1 到 32 个字母数字", en: "a serial number of 1 to 32 letters and digits")
        ) { text in
            1...32 ~= text.count && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
                ? text : nil
        }
        return sent(
            code, unit ?? usual?.physicalUnit, digits ?? usual?.digits, serial, own, at: map["unit"] ?? value)
    }

    private func factorCode(_ value: YAMLValue) -> String? {
        value.parse(
            Text(zh: "因子编码，如 a34001，或 off", en: "the code of a factor such as a34001, or off")
        ) { text in
            1...12 ~= text.count && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } ? text : nil
        }
    }

    private func sent(
        _ code: String, _ unit: PhysicalUnit?, _ digits: Int?, _ serial: String?, _ own: PhysicalUnit?,
        at value: YAMLValue
    ) -> Factor? {
        let unit = unit ?? own ?? .one
        if let own, own.convert(1, to: unit) == nil {
            value.error(
                Text(
                    zh: "测的单位是 \(own)，不能换算成 \(unit)；请写 unit: \(own)",
                    en: "it is measured in \(own), which cannot be converted to \(unit); write unit: \(own)"))
            return nil
        }
        return .sent(code: code, unit: unit, digits: digits ?? 3, serial: serial)
    }
}

extension FactorCode {
    fileprivate var physicalUnit: PhysicalUnit? { PhysicalUnit(unit.isEmpty ? "1" : unit) }

    /// Returns the default of a quantity at a facility: the air of an adsorber or a kitchen is in a duct, other air is outdoors.
    fileprivate static func usual(_ quantity: Quantity, in kind: Facility.Kind) -> FactorCode? {
        switch kind {
        case .activatedCarbon, .fumePurifier: inDucts[quantity.rawValue] ?? defaults[quantity.rawValue]
        case .dustSite, .nonroadMachinery, .complaintPoint: defaults[quantity.rawValue]
        }
    }
}
