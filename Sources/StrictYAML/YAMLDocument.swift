import Facilities
import Yams

/// A YAML text read strictly: the caller takes its values one by one, and every value that does not fit is collected
/// with its place, so that a person sees all mistakes at once.
///
/// A document consists of mappings, sequences and scalars, and is at most 1 MiB long. Anchors with aliases are
/// rejected, because a few lines of them can expand to more than fits in memory.
public final class YAMLDocument {
    /// The path of the file, as errors name it.
    public let file: String

    /// The errors found so far, in the order in which they were found.
    public private(set) var errors: [SourceError] = []

    /// Values that are valid but that a person should check.
    public private(set) var warnings: [SourceError] = []

    private var node: Node?
    /// The lines of parts that cannot be read. Each part is reported once.
    private var unreadable: [ClosedRange<Int>] = []

    /// Parses a text. Its syntax errors are in `errors` afterwards.
    ///
    /// - Parameter file: the path of the file, as errors name it.
    public init(_ text: String, file: String) {
        self.file = file
        node = parse(text)
    }

    /// The top-level value; nil if the text is empty or not YAML, which `errors` then contains.
    public var root: YAMLValue? {
        node.map { YAMLValue(node: $0, document: self) }
    }

    /// Checks that no error has been found.
    ///
    /// - Throws: `SourceErrors` with all errors found so far.
    public func check() throws(SourceErrors) {
        guard errors.isEmpty else { throw SourceErrors(errors: errors) }
    }

    func report(_ text: Text, line: Int, column: Int) {
        guard !unreadable.contains(where: { $0.contains(line) }) else { return }
        let error = SourceError(file: file, line: line, column: column, text: text)
        if !errors.contains(error) { errors.append(error) }
    }

    func warn(_ warning: SourceError) {
        guard !unreadable.contains(where: { $0.contains(warning.line) }) else { return }
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    private func report(_ text: Text, at place: Place) {
        report(text, line: place.line, column: place.column)
    }

    private static let longest = 1 << 20
}

extension YAMLDocument {
    private func parse(_ text: String) -> Node? {
        guard text.utf8.count <= Self.longest else {
            report(
                Text(zh: "文件超过 1 MiB，不像是配置", en: "the file is longer than 1 MiB, which is no sensible size for it"),
                line: 1, column: 1)
            return nil
        }
        if let anchor = Self.anchor(in: text) {
            report(
                Text(
                    zh: "不支持锚点和别名（& 和 *），请把值写在用到的地方",
                    en: "anchors and aliases are not read; write the value out where it is used"
                ).hidingTheRest, at: anchor)
            return nil
        }
        let slips = SlipScanner(text)
        for (line, column, slip) in slips.found { report(slip.text, line: line, column: column) }
        return parse(Repairs(text: slips.repaired), slips: slips.found.map(\.line))
    }

    /// Parses a text, and parses it again after each repair: the mistake is reported, and the rest is read.
    ///
    /// - Parameter slips: the lines that were repaired by a guess, for which the parser's messages may be wrong.
    private func parse(_ repairs: Repairs, slips: [Int]) -> Node? {
        var repairs = repairs
        for _ in 0..<Repairs.most {
            do {
                let node = try Parser(yaml: repairs.text).singleRoot()
                if node == nil { report(Text(zh: "文件是空的", en: "the file is empty"), line: 1, column: 1) }
                for duplicate in node.map(repairs.duplicates) ?? [] {
                    let (key, first) = (duplicate.key, duplicate.first)
                    report(
                        Text(
                            zh: "键“\(key)”重复：第 \(first) 行已有，请删去一个",
                            en: "duplicate key '\(key)', which line \(first) has already; remove one"),
                        line: duplicate.second.line, column: duplicate.second.column)
                }
                return node
            } catch {
                if let slip = repairs.repair(error) {
                    slip.map { report($0.slip.text, line: $0.line, column: $0.column) }
                    continue
                }
                if unreadable.isEmpty, let others = UnreadableParts(repairs.text) {
                    omit(others.parts, slips: slips)
                    repairs = Repairs(text: others.text)
                    continue
                }
                if slips.isEmpty { report(error, in: repairs.text) }
                return nil
            }
        }
        return nil
    }

    /// Reports the parser's error for each part, and suppresses all other errors in its lines.
    private func omit(_ parts: [UnreadableParts.Part], slips: [Int]) {
        for part in parts where !slips.contains(where: part.lines.contains) {
            let (line, column) = part.place
            report(Self.text(of: part.error).hidingTheRestOfThePart, line: line, column: column)
        }
        unreadable = parts.map(\.lines)
    }

    private static func text(of error: YamlError) -> Text {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _): YAMLProblem.text(problem)
        case .composer(_, let problem, _, _), .reader(let problem, _, _, _): unreadable(problem)
        default: unreadable("\(error)")
        }
    }

    private func report(_ error: any Error, in text: String) {
        guard let error = error as? YamlError else {
            return report(Self.unreadable("\(error)").hidingTheRest, line: 1, column: 1)
        }
        let reason = Self.text(of: error).hidingTheRest
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            report(reason, line: mark.line, column: mark.column)
        case .reader(_, let offset, _, _): report(reason, at: Place(of: offset ?? 0, in: text))
        default: report(reason, line: 1, column: 1)
        }
    }

    private static func unreadable(_ problem: String) -> Text {
        Text(zh: "读不了：\(problem)", en: "not readable: \(problem)")
    }

    /// Returns the place of an anchor if the text seems to contain both anchors and aliases; nil otherwise. This is
    /// determined from the text, because a parser that has followed the aliases has already used the memory.
    private static func anchor(in text: String) -> Place? {
        guard marker("*", in: text) != nil, let anchor = marker("&", in: text) else { return nil }
        return Place(of: anchor, in: text)
    }

    /// Returns the offset of the first `character` that is where a value may begin and is followed by a name.
    private static func marker(_ character: Unicode.Scalar, in text: String) -> Int? {
        var previous: Unicode.Scalar = "\n"
        var candidate: Int?
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if let candidate, !scalar.properties.isWhitespace, !",]}".unicodeScalars.contains(scalar) {
                return candidate
            }
            candidate = scalar == character && " \t\r\n[{,:?-".unicodeScalars.contains(previous) ? offset : nil
            previous = scalar
        }
        return nil
    }
}

extension Text {
    /// The message of an error that ends parsing, with the note that more errors may follow once it is fixed.
    fileprivate var hidingTheRest: Text {
        Text(zh: "\(zh)；改正后才能检查其余内容", en: "\(en); the rest is checked once this is mended")
    }

    /// The message of an error that hides the rest of its part, with a note that says so.
    fileprivate var hidingTheRestOfThePart: Text {
        Text(zh: "\(zh)；改正后才能检查这一部分", en: "\(en); this part is checked once it is mended")
    }
}

private struct Place {
    var line = 1
    var column = 1

    /// Computes the line and column of an offset.
    ///
    /// - Parameter offset: counted in Unicode scalars.
    init(of offset: Int, in text: String) {
        for scalar in text.unicodeScalars.prefix(offset) {
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
    }
}
