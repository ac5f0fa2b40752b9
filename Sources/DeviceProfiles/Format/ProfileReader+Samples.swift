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
            if reading.quality != wanted { value.error("the quality is \(reading.quality), not \(wanted)") }
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

    /// Outer nil if it is neither a number nor null.
    private func wanted(_ value: YAMLValue) -> Double?? {
        value.isNull ? .some(nil) : value.double.map { .some($0) }
    }

    private func quality(_ value: YAMLValue) -> Quality? {
        value.parse("a quality such as good, \"uncertain:warmingUp\" or \"bad:outOfRange\"", Quality.init)
    }

    private func reading(
        of name: String, _ readings: [String: Reading], _ profile: DeviceProfile, _ key: YAMLValue, _ value: YAMLValue
    ) -> Reading? {
        if let reading = readings[name] { return reading }
        if let point = profile.points.first(where: { $0.name == name }) {
            value.error("the sample has no words for \(name) at \(point.register)")
        } else if !pointNames.contains(name) {
            key.error("there is no point '\(name)'")
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
        value.error("the words give \(given), not \(wanted?.plainText ?? "null")")
    }
}

extension ProfileSample {
    /// By point, what a gateway makes of the answer; without the points whose words the sample lacks.
    func readings(of profile: DeviceProfile) -> [String: Reading] {
        let answered = profile.points.compactMap { point in words(of: point).map { (point, point.reading($0[...])) } }
        var checks = ReadingChecks(profile)
        let readings = checks.check(answered.map(\.1), at: Timestamp(milliseconds: 0))
        return Dictionary(uniqueKeysWithValues: zip(answered.map(\.0.name), readings))
    }

    /// Nil if the sample does not have all words of the point.
    private func words(of point: Point) -> [UInt16]? {
        let words = point.addresses.compactMap { word(point.register.table, $0) }
        return words.count == point.count ? words : nil
    }

    private func word(_ table: RegisterTable, _ address: Int) -> UInt16? {
        for (start, words) in words where start.table == table {
            let index = address - Int(start.address)
            if words.indices.contains(index) { return words[index] }
        }
        return nil
    }
}

extension YAMLValue {
    fileprivate func bit() -> UInt16? { whole(0...1, "a bit, 0 or 1").map { UInt16($0) } }
}
