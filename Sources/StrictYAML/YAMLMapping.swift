import Facilities
import Yams

/// A mapping with a fixed set of keys.
public struct YAMLMapping {
    let value: YAMLValue
    let values: [String: YAMLValue]

    /// Returns the value of a key; nil if the key is missing, which is not an error.
    public subscript(key: String) -> YAMLValue? { values[key] }

    /// Returns the value of a key. If the key is missing, reports an error and returns nil.
    public func required(_ key: String) -> YAMLValue? {
        if values[key] == nil { value.error(Text(zh: "缺少“\(key)”", en: "missing key '\(key)'")) }
        return values[key]
    }
}

extension YAMLValue {
    /// Returns the value as a mapping that may have only these keys; nil if it is not a mapping. An unknown key is
    /// reported together with the most similar known one.
    public func mapping(_ keys: String...) -> YAMLMapping? {
        guard let entries else { return nil }
        var values: [String: YAMLValue] = [:]
        for (key, value) in entries {
            guard let name = key.string else { continue }
            guard keys.contains(name) else {
                if let (known, rest) = Self.split(name, among: keys), value.isNull {
                    key.error(Slip.missingBlank(key: known, value: rest).text)
                    values[known] = child(.scalar(.init(rest, .implicit, .plain, key.node.mark)))
                } else {
                    key.error(Self.unknown(name, among: keys))
                }
                continue
            }
            values[name] = value
        }
        return YAMLMapping(value: self, values: values)
    }

    /// The entries of a mapping with arbitrary keys, in the order of the text. If the value is not a mapping, this
    /// reports an error and is nil.
    ///
    /// If a key occurs twice, the document has reported it, and the first one is omitted.
    public var entries: [(key: YAMLValue, value: YAMLValue)]? {
        guard let mapping = node.mapping else {
            let found =
                isSequence
                ? Text(zh: "列表", en: "a list")
                : isNull ? Text(zh: "空的", en: "nothing") : Text(zh: "单个值", en: "a single value")
            error(Text(zh: "这里应当是“键: 值”，现在是\(found.zh)", en: "expected a mapping, found \(found.en)"))
            return nil
        }
        return mapping.filter { !Repairs.isHidden($0.key.string) }.map { (child($0.key), child($0.value)) }
    }

    /// Returns the word that the writer most likely meant, which differs in at most a third of its letters; nil if no
    /// word is similar, or if two are equally similar.
    public static func nearest(to name: String, among words: [String]) -> String? {
        // Two transposed letters are one mistake, although two letters differ.
        let distances = words.map { ($0, name.sorted() == $0.sorted() ? 1 : distance(name, $0)) }.sorted { $0.1 < $1.1 }
        guard let (word, distance) = distances.first, distance <= max(1, word.count / 3) else { return nil }
        // If two words are equally near, the intended one is unknown.
        return distances.dropFirst().first?.1 == distance ? nil : word
    }

    /// Splits a known key that has no space after its colon, such as `listen:8080`. Returns nil if the key is not
    /// known.
    private static func split(_ name: String, among keys: [String]) -> (key: String, rest: String)? {
        guard let colon = name.firstIndex(of: ":") else { return nil }
        let (key, rest) = (String(name[..<colon]), String(name[name.index(after: colon)...]))
        return keys.contains(key) && !rest.isEmpty ? (key, rest) : nil
    }

    private static func unknown(_ name: String, among keys: [String]) -> Text {
        if let key = nearest(to: name, among: keys) {
            return Text(zh: "没有“\(name)”这个键；是不是“\(key)”？", en: "unknown key '\(name)'; did you mean '\(key)'?")
        }
        return Text(
            zh: "没有“\(name)”这个键；这里可以有 \(keys.joined(separator: "、"))",
            en: "unknown key '\(name)'; allowed are \(keys.joined(separator: ", "))")
    }

    /// Returns the smallest number of letters to change, add or remove to get from one word to the other (Levenshtein
    /// 1966).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, letter) in left.prefix(64).enumerated() {
            var next = [index + 1]
            for (column, other) in right.enumerated() {
                next.append(min(row[column] + (letter == other ? 0 : 1), row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row[right.count]
    }
}
