import Facilities
import StrictYAML

extension ProfileReader {
    func sample(_ value: YAMLValue, of profile: DeviceProfile) -> ProfileSample? {
        guard let map = value.mapping("words", "gives", "quality") else { return nil }
        let words = map.required("words").flatMap(words)
        guard let words, let gives = map.required("gives")?.entries else { return nil }
        var sample = ProfileSample(words: words, gives: [:], quality: [:])
        let readings = sample.readings(of: profile)
        for (key, value) in gives {
            guard let name = key.string, let wanted = wanted(value) else { continue }
            sample.gives[name] = wanted
            guard let reading = reading(of: name, readings, profile, key, value) else { continue }
            hold(reading, to: wanted, at: value)
        }
        for (key, value) in map["quality"]?.entries ?? [] {
            guard let name = key.string, let wanted = quality(value) else { continue }
            sample.quality[name] = wanted
            guard let reading = reading(of: name, readings, profile, key, value) else { continue }
            if reading.quality != wanted {
                value.error(
                    Text(
                        zh: "读数的质量是 \(reading.quality)，不是 \(wanted)",
                        en: "the quality is \(reading.quality), not \(wanted)"))
            }
        }
        return sample
    }

    private func words(_ value: YAMLValue) -> [RegisterAddress: [UInt16]]? {
        guard let entries = value.entries else { return nil }
        var words: [RegisterAddress: [UInt16]] = [:]
        for (key, value) in entries {
            guard let start = register(key), let list = value.sequence else { continue }
            let answer = list.compactMap { start.table.isBits ? $0.bit() : $0.word() }
            guard answer.count == list.count else { return nil }
            words[start] = answer
        }
        return words.count == entries.count ? words : nil
    }

    /// Reads the expected value; the outer optional is nil if it is neither a number nor null.
    private func wanted(_ value: YAMLValue) -> Double?? {
        value.isNull ? .some(nil) : value.double.map { .some($0) }
    }

    private func quality(_ value: YAMLValue) -> Quality? {
        value.parse(
            Text(
                zh: "质量，如 good、\"uncertain:warmingUp\"、\"bad:outOfRange\"",
                en: "a quality such as good, \"uncertain:warmingUp\" or \"bad:outOfRange\""), Quality.init)
    }

    private func reading(
        of name: String, _ readings: [String: Reading], _ profile: DeviceProfile, _ key: YAMLValue, _ value: YAMLValue
    ) -> Reading? {
        if let reading = readings[name] { return reading }
        if let point = profile.points.first(where: { $0.name == name }) {
            value.error(
                Text(
                    zh: "样例里没有 \(name)（\(point.register)）的寄存器值",
                    en: "the sample has no words for \(name) at \(point.register)"))
        } else if !pointNames.contains(name) {
            key.error(Text(zh: "没有测点“\(name)”", en: "there is no point '\(name)'"))
        }
        return nil
    }

    private func hold(_ reading: Reading, to wanted: Double?, at value: YAMLValue) {
        let isRight =
            switch (reading.value, wanted) {
            case (let given?, let wanted?): (given - wanted).magnitude <= 1e-6 * max(1, wanted.magnitude)
            case (nil, nil): true
            default: false
            }
        guard !isRight else { return }
        let given = reading.value.map { Measure($0, reading.unit).description } ?? "null (\(reading.quality))"
        let expected = wanted?.plainText ?? "null"
        value.error(Text(zh: "按寄存器值得 \(given)，不是 \(expected)", en: "the words give \(given), not \(expected)"))
    }
}

extension ProfileSample {
    /// Returns the readings that a gateway makes of the answer, by point. Points whose words the sample lacks are
    /// omitted.
    func readings(of profile: DeviceProfile) -> [String: Reading] {
        let answered = profile.points.compactMap { point in words(of: point).map { (point, point.reading($0)) } }
        var checks = ReadingChecks(profile)
        let readings = checks.check(answered.map(\.1), at: Timestamp(milliseconds: 0))
        return Dictionary(uniqueKeysWithValues: zip(answered.map(\.0.name), readings))
    }

    /// Returns the words from the point's first register to its last; nil if the sample lacks a word that the point
    /// needs. Words of other points may be missing and are then 0.
    private func words(of point: Point) -> RegisterWindow? {
        let words = point.addresses.map { word(point.register.table, $0) }
        let isWhole = zip(point.addresses, words).allSatisfy { address, word in
            word != nil || !point.uses(point.register.table, address)
        }
        guard isWhole else { return nil }
        return RegisterWindow(start: point.addresses.lowerBound, words: words.map { $0 ?? 0 }[...])
    }

    /// Returns the code in the registers of a field; nil if the sample lacks one of them.
    fileprivate func code(_ field: RegisterField) -> Code? {
        let words = field.addresses.compactMap { word(field.register.table, $0) }
        return words.count == field.format.count ? field.format.code(words[...]) : nil
    }

    private func word(_ table: RegisterTable, _ address: Int) -> UInt16? {
        for (start, words) in words where start.table == table {
            let index = address - Int(start.address)
            if words.indices.contains(index) { return words[index] }
        }
        return nil
    }
}

extension Point {
    /// Returns the point with the scale and the model of the first sample that has them. A simulated device of this
    /// profile uses them.
    func asUsual(in samples: [ProfileSample]) -> Point {
        changed { facts in
            for (index, scale) in companions.scales.enumerated() {
                let codes = samples.lazy.compactMap { $0.code(scale.field) }
                facts.companions.scales[index].usual = codes.first { scale.factor($0) != nil } ?? scale.usual
            }
            if let variants = companions.variants {
                let codes = samples.lazy.compactMap { $0.code(variants.field) }
                facts.companions.variants?.usual = codes.first { variants.models[$0] != nil } ?? variants.usual
            }
        }
    }
}

extension YAMLValue {
    fileprivate func bit() -> UInt16? { whole(0...1, Text(zh: "位，0 或 1", en: "a bit, 0 or 1")).map { UInt16($0) } }
}
