import Yams

/// The parts of a text that prevent the parser from reading all of it: top-level sections, or single entries of one.
/// Each is replaced by a placeholder value, so that everything else is read in the same pass.
///
/// A part is broken if it is not YAML by itself. So an unclosed quote is found in its own section, although the parser
/// reports the error at the end of the text.
struct UnreadableParts {
    struct Part {
        /// The lines of the part, counted from 1.
        var lines: ClosedRange<Int>
        var error: YamlError
    }

    /// The text with placeholders in place of the parts. Line numbers do not change.
    private(set) var text: String
    private(set) var parts: [Part] = []

    private var lines: [String]

    /// The placeholder for a part: a private-use character that nobody types. It is not read as text either.
    static let value = "\u{F8FE}"
    /// The limits, since each part is parsed separately: bytes of text, sections or entries to check, and how many of
    /// them a quote or bracket may span.
    private static let most = (bytes: 1 << 17, parts: 200, span: 8)

    /// Creates the readable rest of a text; nil if the parts do not explain why the text cannot be read.
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
        // If every section were replaced, nothing would remain to be read.
        guard replaced < starts.count else { return nil }
        self.text = lines.joined(separator: "\n")
        guard !parts.isEmpty, Self.error(in: self.text) == nil else { return nil }
    }

    // MARK: Finding

    /// Returns the parts that are not YAML by themselves, except those that begin a value that spans several parts.
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

    /// Returns the parser's error for these lines alone; nil if they are YAML.
    private func error(in part: Range<Int>, _ header: Int?) -> YamlError? {
        let kept = lines.indices.prefix(part.upperBound).map { part.contains($0) || $0 == header ? lines[$0] : "" }
        return Self.error(in: kept.joined(separator: "\n"))
    }

    /// Returns the parser's error after everything that can be repaired is; nil if the text is then YAML.
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

    /// Replaces the broken entries of a section. Returns false if that does not make the section readable.
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

    /// Replaces a part with a placeholder after its key or dash. Returns false if the part has neither, or if its
    /// characters or aliases are the error.
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
    /// The place to show to a person: the parser's position or, if the parser had reached the end of the part, the
    /// beginning of the value that it could not end.
    var place: (line: Int, column: Int) {
        switch error {
        case .scanner(let context, _, let mark, _), .parser(let context, _, let mark, _):
            let mark = mark.line >= lines.upperBound ? context?.mark ?? mark : mark
            return (min(mark.line, lines.upperBound), mark.column)
        default: return (lines.lowerBound, 1)
        }
    }
}
