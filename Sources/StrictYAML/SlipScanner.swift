/// Finds slips in a text where YAML expects a key, a value or a separator, and replaces them with the intended
/// characters, so that everything after them is read in the same pass.
///
/// Quoted text, comments and block text are not changed. On a repaired line, columns after a slip can be off by one.
struct SlipScanner {
    private(set) var found: [(line: Int, column: Int, slip: Slip)] = []
    private var reader: ScalarReader
    /// The open brackets, innermost last.
    private var flow: [Unicode.Scalar] = []
    private var quote: Unicode.Scalar?
    /// The indentation, in columns, of the line whose value is a block of text; nil outside of a block.
    private var block: Int?

    init(_ text: String) {
        reader = ScalarReader(text)
        while reader.beginLine() { readLine() }
    }

    var repaired: String { reader.written }

    /// What may begin at a position. A full-width colon is a separator only after a key, because text may contain one.
    private enum Beginning {
        case nothing, key, value
    }

    // MARK: Lines

    private mutating func readLine() {
        if quote == nil, reader.line.allSatisfy({ $0.isBlank || Slip(blank: $0) != nil }) {
            reader.dropLine()
        } else {
            let isInQuotes = quote != nil
            if isInQuotes { quoted() } else { indent() }
            readContent(isInQuotes ? .nothing : flow.last == "[" ? .value : .key)
        }
        reader.endLine()
    }

    private mutating func indent() {
        var reported = false
        while reader.isInLine {
            let scalar = reader.scalar
            guard let slip = Slip(blank: scalar) else {
                guard scalar == " " else { break }
                reader.copy()
                continue
            }
            if !reported, block == nil { report(slip) }
            reported = true
            reader.write(slip == .noBreakSpace ? " " : "  ")
        }
        if let block, reader.column > block + 1 { return reader.copyLine() }
        block = nil
    }

    private mutating func readContent(_ beginning: Beginning) {
        var begins = beginning
        while reader.isInLine {
            let scalar = reader.scalar
            if scalar == "#", reader.column == 1 || reader.previous?.isBlank == true { return reader.copyLine() }
            if scalar.isBlank {
                reader.copy()
            } else if begins != .nothing, let slip = Slip(blank: scalar) {
                report(slip)
                reader.write(" ")
            } else {
                begins = begins == .nothing ? separator() : value(begins)
            }
        }
    }

    // MARK: Parts of a line. Each method returns what may begin after the part.

    private mutating func value(_ beginning: Beginning) -> Beginning {
        let scalar = reader.scalar
        switch scalar {
        case "{", "[":
            flow.append(scalar)
            reader.copy()
            return beginsInFlow
        case "｛", "［":
            flow.append(scalar.halfWidth)
            replace(.brace(scalar), by: String(scalar.halfWidth))
            return beginsInFlow
        case "\"", "'":
            quote = scalar
            reader.copy()
            quoted()
            return .nothing
        case "-" where flow.isEmpty && reader.next?.isBlank ?? true:
            reader.copy()
            return .key
        case "|", ">":
            guard flow.isEmpty else { return plain(beginning) }
            block = reader.indentation
            reader.copyLine()
            return .nothing
        default:
            if let close = reader.closingQuote() { return quotation(to: close) }
            return Self.separators.contains(scalar) ? separator() : plain(beginning)
        }
    }

    /// The tokens that may begin after an opening bracket or a comma.
    private var beginsInFlow: Beginning { flow.isEmpty ? .nothing : flow.last == "[" ? .value : .key }

    private static let separators: Set<Unicode.Scalar> = [",", "，", "}", "]", "｝", "］", "：", ":"]

    private mutating func separator() -> Beginning {
        let scalar = reader.scalar
        switch scalar {
        case ",":
            reader.copy()
            return beginsInFlow
        case "，" where !flow.isEmpty:
            replace(.comma, by: ",")
            return beginsInFlow
        case "}", "]":
            _ = flow.popLast()
            reader.copy()
            return .nothing
        case "｝" where !flow.isEmpty, "］" where !flow.isEmpty:
            _ = flow.popLast()
            replace(.brace(scalar), by: String(scalar.halfWidth))
            return .nothing
        case "：":
            colon()
            return .value
        case ":":
            reader.copy()
            return .value
        default: return plain(.nothing)
        }
    }

    private mutating func quoted() {
        while reader.isInLine, let mark = quote {
            let scalar = reader.scalar
            if mark == "\"", scalar == "\\", reader.next != nil {
                reader.copy()
            } else if scalar == mark {
                if mark == "'", reader.next == "'" { reader.copy() } else { quote = nil }
            }
            reader.copy()
        }
    }

    /// Copies unquoted text up to the character that ends it.
    private mutating func plain(_ beginning: Beginning) -> Beginning {
        if beginning == .key, let colon = reader.fullWidthColon() {
            reader.copy(to: colon)
            self.colon()
            return .value
        }
        let (start, column) = ((index: reader.index, output: reader.output.count), reader.column)
        var needsQuotes = false
        while reader.isInLine, !endsPlain() {
            if !flow.isEmpty, reader.scalar == "{", let close = reader.closingBrace() {
                needsQuotes = true
                reader.copy(to: close)
            }
            reader.copy()
        }
        if reader.index == start.index { reader.copy() }
        guard needsQuotes else { return .nothing }
        found.append((reader.lineNumber, column, .braces))
        reader.quote(from: start.output)
        return .nothing
    }

    private func endsPlain() -> Bool {
        let scalar = reader.scalar
        if scalar == ":" {
            guard let next = reader.next else { return true }
            if next.isBlank || Slip(blank: next) != nil { return true }
        }
        if scalar == "#", reader.previous?.isBlank == true { return true }
        guard !flow.isEmpty else { return false }
        if scalar == "，" { return flow.last == "[" || reader.hasKeyBehind }
        return [",", "}", "]", "｝", "］"].contains(scalar)
    }

    private mutating func quotation(to close: Int) -> Beginning {
        replace(.quotes, by: "\"")
        while reader.index < close { reader.copy() }
        reader.write("\"")
        return .nothing
    }

    private mutating func colon() {
        replace(.colon, by: reader.next?.isBlank ?? true ? ":" : ": ")
    }

    // MARK: Slips

    private mutating func replace(_ slip: Slip, by text: String) {
        report(slip)
        reader.write(text)
    }

    private mutating func report(_ slip: Slip) {
        found.append((reader.lineNumber, reader.column, slip))
    }
}
