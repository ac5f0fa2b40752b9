import Facilities
import StrictYAML

extension ProfileReader {
    func status(_ value: YAMLValue, _ points: [Point]) -> StatusWord? {
        guard let map = value.mapping("point", "of", "map", "bits") else { return nil }
        let place = map.required("point")
        let name = place.flatMap(pointName)
        let listed = map["of"]?.sequence
        let qualifies = listed.map { $0.compactMap(pointName) } ?? points.map(\.name).filter { $0 != name }
        for value in listed ?? [] where value.string == name {
            value.error(Text(zh: "状态不能说明它自己", en: "a status does not speak of itself"))
        }
        let point = points.first { $0.name == name }
        guard let table = table(map, at: value, of: point), let name else { return nil }
        return StatusWord(point: name, qualifies: qualifies, table: table)
    }

    private func pointName(_ value: YAMLValue) -> String? {
        value.parse(Text(zh: "本档案的测点", en: "a point of this profile")) { pointNames.contains($0) ? $0 : nil }
    }

    private func table(_ map: YAMLMapping, at value: YAMLValue, of point: Point?) -> StatusWord.Table? {
        switch (map["map"], map["bits"]) {
        case (let states?, nil): return meanings(states, state).map(StatusWord.Table.states)
        case (nil, let bits?):
            let width = point?.patternWidth
            if point != nil, width == nil {
                bits.error(
                    Text(
                        zh: "bits 用于无符号数的测点，没有 scale、offset 和 map",
                        en: "bits are of a point that is an unsigned number, without scale, offset and map"))
            }
            let last = (width ?? 16) - 1
            return meanings(bits) { $0.whole(0...last, Text(zh: "0 到 \(last) 的位", en: "a bit from 0 to \(last)")) }.map(
                StatusWord.Table.bits)
        default:
            value.error(
                Text(
                    zh: "status 写 map: {值: 含义} 或 bits: {位: 含义}",
                    en: "a status has either map: {value: meaning} or bits: {number: meaning}"))
            return nil
        }
    }

    private func meanings<Key: Hashable>(
        _ value: YAMLValue, _ key: (YAMLValue) -> Key?
    ) -> [Key: StatusWord.Meaning]? {
        guard let entries = value.entries else { return nil }
        var meanings: [Key: StatusWord.Meaning] = [:]
        for (place, value) in entries {
            guard let key = key(place), let meaning = value.choice(StatusWord.Meaning.self) else { continue }
            if meanings.updateValue(meaning, forKey: key) != nil {
                place.error(Text(zh: "表里写了两次", en: "this is in the table twice"))
            }
        }
        return meanings
    }
}

extension Point {
    /// The number of bits of the point's value; nil if the value is not an unsigned pattern of bits, or is wider than a
    /// reading can hold.
    fileprivate var patternWidth: Int? {
        guard scaling == .linear(Linear()), times.isEmpty, format.width <= 53 else { return nil }
        return [.bit, .bitfield, .uint16, .uint32].contains(format.kind) ? format.width : nil
    }
}
