import Yams

/// A text in which errors that would end parsing are replaced, so that the rest of the text can be read.
struct Repairs {
    private(set) var text: String
    /// The duplicate keys that have been hidden, in the order of hiding.
    private var hidden: [String] = []

    /// The maximum number of repairs of one text.
    static let most = 100

    init(text: String) { self.text = text }

    /// Repairs the mistake that the parser reports.
    ///
    /// - Returns: nil if it cannot be repaired; otherwise the slip to report now. The slip is nil for a duplicate key,
    ///   because only the parsed text shows where the other one is.
    mutating func repair(_ error: any Error) -> (line: Int, column: Int, slip: Slip)?? {
        switch error as? YamlError {
        case .duplicatedKeysInMapping(let keys, let context):
            guard let key = keys.first, hide(key, line: context.mark.line, column: context.mark.column) else {
                return nil
            }
            return .some(nil)
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            guard problem.contains("mapping values are not allowed") || problem.contains("could not find expected ':'"),
                let slip = addBlank(upTo: mark.line)
            else { return nil }
            return slip
        default: return nil
        }
    }

    // MARK: Duplicate keys

    /// Replaces a key with one of the same length made of a private-use character. Returns false if the key is not
    /// found there.
    private mutating func hide(_ key: String, line: Int, column: Int) -> Bool {
        var lines = Self.lines(text)
        guard lines.indices.contains(line - 1), let mark = Unicode.Scalar(0xF0000 + UInt32(hidden.count)) else {
            return false
        }
        var scalars = Array(lines[line - 1].unicodeScalars)
        let start = column - 1
        guard scalars.indices.contains(start) else { return false }
        let isQuoted = scalars[start] == "\"" || scalars[start] == "'"
        let end = start + key.unicodeScalars.count + (isQuoted ? 2 : 0)
        guard end <= scalars.count else { return false }
        scalars.replaceSubrange(start..<end, with: repeatElement(mark, count: end - start))
        lines[line - 1] = Self.string(scalars)
        text = lines.joined(separator: "\n")
        hidden.append(key)
        return true
    }

    /// Returns whether a key was written by `hide`.
    static func isHidden(_ key: String?) -> Bool {
        guard let scalar = key?.unicodeScalars.first else { return false }
        return (0xF0000...0xF0000 + UInt32(most)).contains(scalar.value)
    }

    /// Returns the keys that occur twice, each with the line of the first and the place of the second.
    func duplicates(in node: Node) -> [(key: String, first: Int, second: Mark)] {
        guard !hidden.isEmpty else { return [] }
        var found: [(key: String, first: Int, second: Mark)] = []
        if let sequence = node.sequence { found = sequence.flatMap(duplicates) }
        for (key, value) in node.mapping ?? [:] {
            found += duplicates(in: value)
            guard let name = hiddenName(key.string), let first = key.mark else { continue }
            let second = node.mapping?.first { other, _ in other.string == name }?.key.mark
            if let second { found.append((name, first.line, second)) }
        }
        return found
    }

    /// Returns the key that was written before `hide` replaced it; nil if this key is not a replacement.
    private func hiddenName(_ key: String?) -> String? {
        guard Self.isHidden(key), let scalar = key?.unicodeScalars.first else { return nil }
        return hidden[Int(scalar.value) - 0xF0000]
    }

    // MARK: Blanks behind colons

    /// Adds the missing space after the colon of a key, in this line or in one of the two above it.
    private mutating func addBlank(upTo line: Int) -> (line: Int, column: Int, slip: Slip)? {
        var lines = Self.lines(text)
        for index in lines.indices.prefix(line).reversed().prefix(3) {
            guard let match = lines[index].wholeMatch(of: /( *(?:- +)?)([A-Za-z][A-Za-z0-9_-]*):([^ :\/].*)/) else {
                continue
            }
            lines[index] = "\(match.1)\(match.2): \(match.3)"
            text = lines.joined(separator: "\n")
            let slip = Slip.missingBlank(key: String(match.2), value: String(match.3))
            return (index + 1, match.1.count + match.2.count + 1, slip)
        }
        return nil
    }

    private static func lines(_ text: String) -> [String] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func string(_ scalars: [Unicode.Scalar]) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
