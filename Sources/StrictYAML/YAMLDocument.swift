import Yams

/// A YAML text read strictly: its values are taken one by one, and whatever does not fit is collected with its place,
/// so that a person sees all mistakes at once.
///
/// Read are mappings, sequences and scalars of one document of at most 1 MiB. Anchors with aliases are refused: a few
/// lines of them can stand for more than any memory holds.
public final class YAMLDocument {
    public let file: String

    /// What has been found wrong so far, in the order of finding.
    public private(set) var errors: [SourceError] = []

    /// What a person should look at, though it can be used so.
    public private(set) var warnings: [SourceError] = []

    private var node: Node?

    /// - Parameter file: as errors should name it.
    public init(_ text: String, file: String) {
        self.file = file
        node = parse(text)
    }

    /// Nil if the text is empty or no YAML, which is then among the errors.
    public var root: YAMLValue? {
        node.map { YAMLValue(node: $0, document: self) }
    }

    /// - Throws: all errors found so far.
    public func check() throws(SourceErrors) {
        guard errors.isEmpty else { throw SourceErrors(errors: errors) }
    }

    func report(_ message: String, line: Int, column: Int) {
        let error = SourceError(file: file, line: line, column: column, message: message)
        if !errors.contains(error) { errors.append(error) }
    }

    func warn(_ warning: SourceError) { warnings.append(warning) }

    private func report(_ message: String, at place: Place) {
        report(message, line: place.line, column: place.column)
    }

    private static let longest = 1 << 20
}

extension YAMLDocument {
    private func parse(_ text: String) -> Node? {
        guard text.utf8.count <= Self.longest else {
            report("the file is longer than 1 MiB, which is no sensible size for it", line: 1, column: 1)
            return nil
        }
        if let anchor = Self.anchor(in: text) {
            report("anchors and aliases are not read; write the value out where it is used", at: anchor)
            return nil
        }
        do {
            let node = try Parser(yaml: text).singleRoot()
            if node == nil { report("the file is empty", line: 1, column: 1) }
            return node
        } catch {
            report(error, in: text)
            return nil
        }
    }

    private func report(_ error: any Error, in text: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            report("not valid YAML: \(problem)", line: mark.line, column: mark.column)
        case .composer(_, let problem, let mark, _):
            report("not readable: \(problem)", line: mark.line, column: mark.column)
        case .reader(let problem, let offset, _, _):
            report("not readable: \(problem)", at: Place(of: offset ?? 0, in: text))
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "'\($0)'" }.joined(separator: ", ")
            report("duplicate key \(names)", line: context.mark.line, column: context.mark.column)
        default:
            report("not readable: \(error)", line: 1, column: 1)
        }
    }

    /// Where an anchor seems to be, if aliases seem to be there too. Told from the text, because a parser that has
    /// followed the aliases has already paid for them.
    private static func anchor(in text: String) -> Place? {
        guard marker("*", in: text) != nil, let anchor = marker("&", in: text) else { return nil }
        return Place(of: anchor, in: text)
    }

    /// The offset of the first `character` that stands where a value may begin and has a name behind it.
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

private struct Place {
    var line = 1
    var column = 1

    /// - Parameter offset: in Unicode scalars.
    init(of offset: Int, in text: String) {
        for scalar in text.unicodeScalars.prefix(offset) {
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
    }
}
