import Facilities
import StrictYAML

/// Reads points that a device has several times.
extension ProfileReader {
    /// One of several copies: the text after the point's name, and the number added to its addresses.
    private struct Copy {
        var suffix = ""
        var shift = 0
    }

    /// Returns a point as often as the device has it, each copy with its own registers and name.
    func copies(of key: YAMLValue, _ value: YAMLValue) -> [Point] {
        var points: [Point] = []
        for copy in copies(value) {
            var reader = self
            reader.addressShift = copy.shift
            // A mistake in the first copy is the same mistake in all.
            guard let point = reader.point(key, value, suffix: copy.suffix) else { break }
            points.append(point)
        }
        return points
    }

    /// Returns the names of the points that an entry stands for, as far as they can be read.
    func names(of key: YAMLValue, _ value: YAMLValue) -> [String] {
        key.string.map { name in copies(value).map { name + $0.suffix } } ?? []
    }

    private func copies(_ value: YAMLValue) -> [Copy] {
        guard value.isMapping, let repeated = value.entries?.first(where: { $0.key.string == "repeat" })?.value else {
            return [Copy()]
        }
        let levels = repeated.isMapping ? [repeated] : repeated.sequence ?? []
        return levels.reduce([Copy()]) { copies, level in
            guard let (step, suffixes) = repetition(level) else { return copies }
            return copies.flatMap { copy in
                suffixes.enumerated().map { Copy(suffix: copy.suffix + $1, shift: copy.shift + $0 * step) }
            }
        }
    }

    private func repetition(_ value: YAMLValue) -> (step: Int, suffixes: [String])? {
        guard let map = value.mapping("count", "step", "names") else { return nil }
        let step = map.required("step")?.whole(
            1...10_000, Text(zh: "1 到 10000 个寄存器", en: "a number of registers from 1 to 10000"))
        let names = map["names"]?.sequence?.compactMap(\.string)
        let count = map["count"]?.whole(2...99, Text(zh: "2 到 99 次", en: "a number of times from 2 to 99"))
        if (map["count"] == nil) == (map["names"] == nil) {
            value.error(
                Text(
                    zh: "repeat 写 count: 12（名称后加 1 到 12），或 names: [A, B, C]",
                    en: "repeat has either count: 12, for names with 1 to 12 behind, or names: [A, B, C]"))
        }
        guard let step, let suffixes = names ?? count.map({ (1...$0).map(String.init) }) else { return nil }
        return (step, suffixes)
    }
}
