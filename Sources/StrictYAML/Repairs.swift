import Yams

/// A text without what ends its parsing although the rest of it can be read.
struct Repairs {
    private(set) var text: String
    /// The duplicate keys that have been hidden.
    private var hidden: [String] = []

    /// How often a text is repaired at most.
    static let most = 100

    init(text: String) { self.text = text }

    /// Repairs what the parser complains of.
    ///
    /// - Returns: nil if it cannot be repaired; otherwise what is to be reported now, which is nothing for a duplicate
    ///   key: only the parsed text shows where the other one is.
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

    /// Puts a key of private characters, as long as this one, in its place.
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

    static func isHidden(_ key: String?) -> Bool {
        guard let scalar = key?.unicodeScalars.first else { return false }
        return (0xF0000...0xF0000 + UInt32(most)).contains(scalar.value)
    }

    /// The keys that stand twice: the line of the first, and the place of the second.
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

    private func hiddenName(_ key: String?) -> String? {
        guard Self.isHidden(key), let scalar = key?.unicodeScalars.first else { return nil }
        return hidden[Int(scalar.value) - 0xF0000]
    }

    // MARK: Blanks behind colons

    /// Adds the blank that is missing behind the colon of a key, in this line or the nearest one above.
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
