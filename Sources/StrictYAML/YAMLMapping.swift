import Yams

/// A mapping whose keys are known beforehand.
public struct YAMLMapping {
    let value: YAMLValue
    let values: [String: YAMLValue]

    /// Nil if the key is not there, which is no error.
    public subscript(key: String) -> YAMLValue? { values[key] }

    /// Reports it if the key is not there.
    public func required(_ key: String) -> YAMLValue? {
        if values[key] == nil { value.error("missing key '\(key)'") }
        return values[key]
    }
}

extension YAMLValue {
    /// A mapping that may have these keys and no others; unknown ones are reported with the likeliest right one.
    public func mapping(_ keys: String...) -> YAMLMapping? {
        guard let entries else { return nil }
        var values: [String: YAMLValue] = [:]
        for (key, value) in entries {
            guard let name = key.string else { continue }
            guard keys.contains(name) else {
                key.error("unknown key '\(name)'; \(Self.suggestion(for: name, among: keys))")
                continue
            }
            values[name] = value
        }
        return YAMLMapping(value: self, values: values)
    }

    /// A mapping whose keys are the writer's own, in the order of the text.
    ///
    /// Two equal keys in one mapping end the reading of the whole document, as any broken YAML does.
    public var entries: [(key: YAMLValue, value: YAMLValue)]? {
        guard let mapping = node.mapping else {
            error("expected a mapping, found \(isSequence ? "a list" : isNull ? "nothing" : "a single value")")
            return nil
        }
        return mapping.map { (child($0.key), child($0.value)) }
    }

    /// The word that somebody most likely meant; nil if none is alike. At most a third of its letters differ.
    public static func nearest(to name: String, among words: [String]) -> String? {
        // Two letters that changed places are one mistake, though two letters differ.
        let nearest = words.map { ($0, name.sorted() == $0.sorted() ? 1 : distance(name, $0)) }.min { $0.1 < $1.1 }
        guard let (word, distance) = nearest, distance <= max(1, word.count / 3) else { return nil }
        return word
    }

    private static func suggestion(for name: String, among keys: [String]) -> String {
        if let key = nearest(to: name, among: keys) { return "did you mean '\(key)'?" }
        return "allowed are " + keys.joined(separator: ", ")
    }

    /// The least number of letters to change, add or leave out (Levenshtein 1966).
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
