import Yams

/// The parts of a text that keep the parser from reading all of it: sections at its top, or single entries of one. Each is replaced
/// by one value of no meaning, so that everything else is read in the same round.
///
/// A part is broken if it is no YAML by itself. So a quote that is not closed is found in its own section, though the parser
/// complains of the end of the text.
struct UnreadableParts {
    struct Part {
        /// Counted from 1.
        var lines: ClosedRange<Int>
        var error: YamlError
    }

    /// The text with values in the place of the parts, line by line as it was.
    private(set) var text: String
    private(set) var parts: [Part] = []

    private var lines: [String]

    /// What stands in the place of a part: a character that nobody writes. It is no text either.
    static let value = "\u{F8FE}"
    /// Bytes, sections or entries that are looked at, and how many of them a quote or bracket may span: each is parsed by itself.
    private static let most = (bytes: 1 << 17, parts: 200, span: 8)

    /// Nil where the parts do not explain why the text cannot be read.
    init?(_ text: String) {
        guard text.utf8.count <= Self.most.bytes else { return nil }
        self.text = text
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let starts = lines.indices.filter { lines[$0].prefixMatch(of: /[A-Za-z][A-Za-z0-9_-]*:(\s|$)/) != nil }
        guard let broken = broken(among: starts, upTo: lines.count, header: nil) else { return nil }
        var replaced = 0
        for (section, error) in broken where !replaceEntries(of: section) {
            guard replace(section, error) else { return nil }
            replaced += 1
        }
        // Otherwise nothing would be left to read.
        guard replaced < starts.count else { return nil }
        self.text = lines.joined(separator: "\n")
        guard !parts.isEmpty, Self.error(in: self.text) == nil else { return nil }
    }

    // MARK: Finding

    /// The parts that are no YAML by themselves, and not the beginning of one that spans others.
    ///
    /// - Parameter header: the line above all of them, which is read with each.
    private func broken(
        among starts: [Int], upTo end: Int, header: Int?
    ) -> [(lines: Range<Int>, error: YamlError)]? {
        guard starts.count <= Self.most.parts else { return nil }
        var (found, index): ([(lines: Range<Int>, error: YamlError)], Int) = ([], 0)
        let ends = starts.dropFirst() + [end]
        while index < starts.count {
            let own = starts[index]..<ends[ends.startIndex + index]
            guard let error = error(in: own, header) else {
                index += 1
                continue
            }
            let others = (index + 1)..<min(index + Self.most.span, starts.count)
            let last = others.first { other in
                self.error(in: starts[index]..<ends[ends.startIndex + other], header) == nil
            }
            if last == nil { found.append((own, error)) }
            index = (last ?? index) + 1
        }
        return found
    }

    /// What the parser says of some lines alone.
    private func error(in part: Range<Int>, _ header: Int?) -> YamlError? {
        let kept = lines.indices.prefix(part.upperBound).map { part.contains($0) || $0 == header ? lines[$0] : "" }
        return Self.error(in: kept.joined(separator: "\n"))
    }

    /// Nil for what is YAML once what can be repaired is.
    private static func error(in text: String) -> YamlError? {
        var repairs = Repairs(text: text)
        for _ in 0..<Repairs.most {
            do {
                _ = try Parser(yaml: repairs.text).singleRoot()
                return nil
            } catch {
                if repairs.repair(error) == nil { return error as? YamlError }
            }
        }
        return nil
    }

    // MARK: Replacing

    /// Replaces the broken entries of a section; false if that does not make it readable.
    private mutating func replaceEntries(of section: Range<Int>) -> Bool {
        let header = section.lowerBound
        let body = (header + 1)..<section.upperBound
        guard lines[header].wholeMatch(of: /[^ ]+: *(#.*)?/) != nil,
            let first = body.first(where: { !isEmpty($0) })
        else { return false }
        let depth = indentation(first)
        let starts = body.filter { !isEmpty($0) && indentation($0) == depth }
        guard let broken = broken(among: starts, upTo: section.upperBound, header: header), !broken.isEmpty else {
            return false
        }
        let before = (lines, parts)
        for (entry, error) in broken {
            guard replace(entry, error) else {
                (lines, parts) = before
                return false
            }
        }
        guard error(in: section, nil) == nil else {
            (lines, parts) = before
            return false
        }
        return true
    }

    /// Puts one value in the place of a part, behind its key or its dash; false if it has none, or if it is its characters or its
    /// aliases that are wrong.
    private mutating func replace(_ part: Range<Int>, _ error: YamlError) -> Bool {
        switch error {
        case .scanner, .parser: break
        default: return false
        }
        guard let head = lines[part.lowerBound].prefixMatch(of: /\s*(-(?=\s)|[A-Za-z0-9_-]+:(?=\s|$))/) else {
            return false
        }
        parts.append(Part(lines: (part.lowerBound + 1)...part.upperBound, error: error))
        lines[part.lowerBound] = "\(head.0) \(Self.value)"
        for index in part.dropFirst() { lines[index] = "" }
        return true
    }

    // MARK: Lines

    private func isEmpty(_ index: Int) -> Bool { lines[index].wholeMatch(of: /\s*(#.*)?/) != nil }

    private func indentation(_ index: Int) -> Int { lines[index].prefix { $0 == " " }.count }
}

extension UnreadableParts.Part {
    /// Where a person should look: where the parser was, or, if it had come to the end of the part, where it began what it
    /// could not end.
    var place: (line: Int, column: Int) {
        switch error {
        case .scanner(let context, _, let mark, _), .parser(let context, _, let mark, _):
            let mark = mark.line >= lines.upperBound ? context?.mark ?? mark : mark
            return (min(mark.line, lines.upperBound), mark.column)
        default: return (lines.lowerBound, 1)
        }
    }
}
