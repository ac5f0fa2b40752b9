import DeviceProfiles
import Facilities
import StrictYAML

/// A quantity that a `publish:` names, and its place.
struct PublishedQuantity {
    var quantity: Quantity
    var name: YAMLValue
    /// The change to publish, if it is one of a quantity that has no unit of its own.
    var change: (measure: Measure, place: YAMLValue)?
}

extension ConfigurationReader {
    /// Reads the choices of a `publish:` and the quantities that it names. Whether they are measured is checked later.
    func publishing(_ value: YAMLValue) -> (publish: Publishing, named: [PublishedQuantity]) {
        var publish = Publishing()
        var named: [PublishedQuantity] = []
        guard let map = value.mapping("readings", "means", "quantities") else { return (publish, named) }
        publish.readings = map["readings"].flatMap(samples)
        publish.means = map["means"].map(means)
        for (name, value) in map["quantities"]?.entries ?? [] {
            guard
                let quantity = name.parse(
                    Text(zh: "量的名称，如 pressureDrop", en: "a quantity's name, such as pressureDrop"), Self.quantity)
            else { continue }
            var one = PublishedQuantity(quantity: quantity, name: name)
            let readings = value.mapping("readings")?.required("readings")
            publish.quantities[quantity] = readings.flatMap { samples($0, of: &one) }
            named.append(one)
        }
        return (publish, named)
    }

    static func quantity(_ text: String) -> Quantity? {
        let isName = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isName && 1...32 ~= text.count ? Quantity(rawValue: text) : nil
    }

    private func means(_ value: YAMLValue) -> Set<Aggregate.Interval> {
        var means: Set<Aggregate.Interval> = []
        for element in value.sequence ?? [] {
            guard let interval = element.choice(Aggregate.Interval.self) else { continue }
            if !means.insert(interval).inserted {
                element.error(
                    Text(zh: "\(interval.rawValue) 写了两次；删去一个", en: "\(interval.rawValue) stands here twice; remove one")
                )
            }
        }
        return means
    }

    // MARK: Samples

    private func samples(_ value: YAMLValue) -> Choice.Samples? {
        guard !value.isMapping else {
            value.error(
                Text(
                    zh: "变化量要写给某个量：quantities: {temperature: {readings: {change: 0.5 °C, atLeast: 10min}}}，换成您要的量",
                    en:
                        "a change is one of a quantity; write quantities: {temperature: {readings: {change: 0.5 °C, atLeast: "
                        + "10min}}} with the quantity that you mean"))
            return nil
        }
        return value.parse(
            Text(
                zh: "all、off，或 1s 到 1d 的整秒数，如 60s（每 60 秒一条）",
                en: "all, off, or one reading a slot of 1s to 1d in whole seconds, such as 60s"), endings: ["s"]
        ) { text in
            switch text {
            case "all": .all
            case "off": .off
            default: Self.slot(text, .seconds(1)).map(Choice.Samples.slots)
            }
        }
    }

    private func samples(_ value: YAMLValue, of one: inout PublishedQuantity) -> Choice.Samples? {
        guard value.isMapping else { return samples(value) }
        guard let map = value.mapping("change", "atLeast"), let place = map.required("change") else { return nil }
        let unit = one.quantity.unit
        let change = place.parse(
            Text(
                zh: "大于 0、带单位的值，如 0.5\(unit.map { " \($0)" } ?? " °C")",
                en: "a value above 0 with a unit such as 0.5\(unit.map { " \($0)" } ?? " °C")")
        ) { text in
            Measure(text).flatMap { measure in
                measure.value(in: unit ?? measure.unit).flatMap { $0 > 0 ? (measure, $0) : nil }
            }
        }
        let slot = map["atLeast"].map { value in
            value.parse(
                Text(zh: "1min 到 1d 的整秒数，如 10min", en: "a duration from 1min to 1d in whole seconds, such as 10min")
            ) { Self.slot($0, .minutes(1)) }
        }
        guard let (measure, amount) = change, let length = slot ?? 3_600_000 else { return nil }
        if unit == nil { one.change = (measure, place) }
        return .change(amount, slots: length)
    }

    /// Returns a duration in milliseconds; nil if it is not a whole number of seconds from `least` to one day.
    private static func slot(_ text: String, _ least: Duration) -> Int64? {
        guard let duration = Duration(text), least ... .days(1) ~= duration, duration.milliseconds % 1000 == 0 else {
            return nil
        }
        return duration.milliseconds
    }

    // MARK: Measured quantities

    /// Checks the quantities that a facility chooses against those that its devices measure.
    func check(_ named: [PublishedQuantity], of devices: [Configuration.Device]) {
        let points = devices.flatMap(\.profile.points)
        let measured = Set(points.map(\.quantity.rawValue))
        for one in named {
            if !measured.contains(one.quantity.rawValue) {
                missing(one.name, measured, .facility, Self.nothing)
            }
            checkUnit(of: one, in: devices)
        }
    }

    /// Checks the quantities that uplinks choose. A known quantity need not be measured, because an uplink's choice is
    /// for any site.
    func check(_ named: [PublishedQuantity], ofAll devices: [Configuration.Device]) {
        let measured = Set(devices.flatMap(\.profile.points).map(\.quantity.rawValue))
        for one in named {
            if one.quantity.unit == nil, !measured.contains(one.quantity.rawValue) {
                missing(one.name, measured, .gateway, Self.nothing)
            }
            checkUnit(of: one, in: devices)
        }
    }

    /// Reports a change whose unit is not that of the points. A quantity of a profile's own has no other unit.
    private func checkUnit(of one: PublishedQuantity, in devices: [Configuration.Device]) {
        guard let (measure, place) = one.change else { return }
        let points = devices.flatMap(\.profile.points).filter { $0.quantity == one.quantity }
        guard let other = points.first(where: { $0.unit != measure.unit }) else { return }
        place.error(
            Text(
                zh: "\(one.quantity.rawValue) 的单位是 \(other.unit)；变化量也请用 \(other.unit)",
                en: "\(one.quantity.rawValue) is measured in \(other.unit); write the change in \(other.unit)"))
    }

    /// The devices that could measure a quantity: those of one facility, or all.
    enum Measured {
        case facility, gateway
    }

    private static let nothing = Text(zh: "这一项不起作用", en: "this chooses nothing")

    /// Reports a quantity that nothing measures: as an error if its name is similar to another one, otherwise as a
    /// warning.
    func missing(_ value: YAMLValue, _ measured: Set<String>, _ where: Measured, _ meaning: Text) {
        // If a device could not be read, the measured quantities are not known.
        guard let name = value.string, !places.hasUnreadDevices else { return }
        let what =
            `where` == .facility
            ? Text(zh: "本设施没有设备测", en: "no device of the facility measures")
            : Text(zh: "没有设备测", en: "no device measures")
        let known = measured.union(Quantity.all.map(\.rawValue)).sorted()
        if Quantity(known: name)?.unit == nil, let near = YAMLValue.nearest(to: name, among: known) {
            value.error(
                Text(zh: "\(what.zh)“\(name)”；是不是 \(near)？", en: "\(what.en) '\(name)'; did you mean '\(near)'?"))
        } else {
            warnings.append(
                value.mistake(
                    Text(zh: "\(what.zh)“\(name)”：\(meaning.zh)", en: "\(what.en) '\(name)': \(meaning.en)")))
        }
    }
}
