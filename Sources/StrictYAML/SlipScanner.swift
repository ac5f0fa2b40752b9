/// Finds slips in a text where YAML expects a key, a value or a separator, and writes what was meant in their place, so
/// that everything behind them is read in the same round.
///
/// Quoted text, comments and block text are left alone. On a line that was repaired, columns behind a slip can be one off.
struct SlipScanner {
    private(set) var found: [(line: Int, column: Int, slip: Slip)] = []
    private var output: [Unicode.Scalar] = []

    private let input: [Unicode.Scalar]
    private var index = 0
    private var end = 0
    private var line = 1
    private var lineStart = 0
    /// The brackets that are open.
    private var flow: [Unicode.Scalar] = []
    private var quote: Unicode.Scalar?
    /// How far the line is indented whose value is a block of text.
    private var block: Int?

    init(_ text: String) {
        input = Array(text.unicodeScalars)
        while index < input.count { readLine() }
    }

    var repaired: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: output)
        return String(text)
    }

    /// What may begin at a place. A full-width colon is one only behind a key: text may have any.
    private enum Beginning {
        case nothing, key, value
    }

    // MARK: Lines

    private mutating func readLine() {
        lineStart = index
        end = input[index...].firstIndex(of: "\n") ?? input.count
        if quote == nil, input[index..<end].allSatisfy({ $0.isBlank || Slip(blank: $0) != nil }) {
            index = end
        } else {
            let isInQuotes = quote != nil
            if isInQuotes { quoted() } else { indent() }
            readContent(isInQuotes ? .nothing : flow.last == "[" ? .value : .key)
        }
        if index < input.count { copy() }
        line += 1
    }

    private mutating func indent() {
        var reported = false
        while index < end {
            let scalar = input[index]
            guard let slip = Slip(blank: scalar) else {
                guard scalar == " " else { break }
                copy()
                continue
            }
            if !reported, block == nil { report(slip) }
            reported = true
            write(slip == .noBreakSpace ? " " : "  ")
        }
        let depth = index - lineStart
        if let block, depth > block { return copy(to: end) }
        block = nil
    }

    private mutating func readContent(_ beginning: Beginning) {
        var begins = beginning
        while index < end {
            let scalar = input[index]
            if scalar == "#", index == lineStart || input[index - 1].isBlank { return copy(to: end) }
            if scalar.isBlank {
                copy()
            } else if begins != .nothing, let slip = Slip(blank: scalar) {
                report(slip)
                write(" ")
            } else {
                begins = begins == .nothing ? separator() : value(begins)
            }
        }
    }

    // MARK: Parts of a line. Each returns what may begin behind it.

    private mutating func value(_ beginning: Beginning) -> Beginning {
        let scalar = input[index]
        switch scalar {
        case "{", "[":
            flow.append(scalar)
            copy()
            return beginsInFlow
        case "｛", "［":
            flow.append(scalar.halfWidth)
            replace(.brace(scalar), by: String(scalar.halfWidth))
            return beginsInFlow
        case "\"", "'":
            quote = scalar
            copy()
            quoted()
            return .nothing
        case "-" where flow.isEmpty && isBlank(at: index + 1):
            copy()
            return .key
        case "|", ">":
            guard flow.isEmpty else { return plain(beginning) }
            block = input[lineStart...].prefix { $0 == " " }.count
            copy(to: end)
            return .nothing
        default:
            if let close = closingQuote() { return quotation(to: close) }
            return Self.separators.contains(scalar) ? separator() : plain(beginning)
        }
    }

    /// What may begin behind a bracket that opens, or behind a comma.
    private var beginsInFlow: Beginning { flow.isEmpty ? .nothing : flow.last == "[" ? .value : .key }

    private static let separators: Set<Unicode.Scalar> = [",", "，", "}", "]", "｝", "］", "：", ":"]

    private mutating func separator() -> Beginning {
        let scalar = input[index]
        switch scalar {
        case ",":
            copy()
            return beginsInFlow
        case "，" where !flow.isEmpty:
            replace(.comma, by: ",")
            return beginsInFlow
        case "}", "]":
            _ = flow.popLast()
            copy()
            return .nothing
        case "｝" where !flow.isEmpty, "］" where !flow.isEmpty:
            _ = flow.popLast()
            replace(.brace(scalar), by: String(scalar.halfWidth))
            return .nothing
        case "：":
            colon()
            return .value
        case ":":
            copy()
            return .value
        default: return plain(.nothing)
        }
    }

    private mutating func quoted() {
        while index < end, let mark = quote {
            let scalar = input[index]
            if mark == "\"", scalar == "\\", index + 1 < end {
                copy()
            } else if scalar == mark {
                if mark == "'", index + 1 < end, input[index + 1] == "'" { copy() } else { quote = nil }
            }
            copy()
        }
    }

    /// Text without quotes, up to what ends it.
    private mutating func plain(_ beginning: Beginning) -> Beginning {
        if beginning == .key, let colon = fullWidthColon() {
            copy(to: colon)
            self.colon()
            return .value
        }
        let start = (index: index, output: output.count)
        var needsQuotes = false
        while index < end, !endsPlain() {
            if !flow.isEmpty, input[index] == "{", let close = closingBrace() {
                needsQuotes = true
                copy(to: close)
            }
            copy()
        }
        if index == start.index { copy() }
        guard needsQuotes else { return .nothing }
        report(.braces, at: start.index)
        output.insert("\"", at: start.output)
        output.append("\"")
        return .nothing
    }

    private func endsPlain() -> Bool {
        let scalar = input[index]
        if scalar == ":", index + 1 >= end || isBlank(at: index + 1) || Slip(blank: input[index + 1]) != nil {
            return true
        }
        if scalar == "#", index > 0, input[index - 1].isBlank { return true }
        guard !flow.isEmpty else { return false }
        if scalar == "，" { return flow.last == "[" || fullWidthOrPlainKey(at: index + 1) }
        return [",", "}", "]", "｝", "］"].contains(scalar)
    }

    private mutating func quotation(to close: Int) -> Beginning {
        replace(.quotes, by: "\"")
        while index < close { copy() }
        write("\"")
        return .nothing
    }

    private mutating func colon() {
        let hasBlank = index + 1 < end && input[index + 1].isBlank
        replace(.colon, by: hasBlank || index + 1 >= end ? ":" : ": ")
    }

    // MARK: Looking ahead

    private static let quotes: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "＂", "＇"]

    /// Where text ends that begins here with a Chinese quotation mark and is nothing but what such marks enclose.
    private func closingQuote() -> Int? {
        guard Self.quotes.contains(input[index]) else { return nil }
        return (index + 1..<end).first { position in
            guard Self.quotes.contains(input[position]) else { return false }
            let next = input[(position + 1)..<end].first { !$0.isBlank }
            return next.map { [",", "，", "}", "]", "｝", "］", "#", ":", "："].contains($0) } ?? true
        }
    }

    private func closingBrace() -> Int? {
        let close = input[(index + 1)..<end].firstIndex { !$0.isOfKey }
        return close.flatMap { input[$0] == "}" && $0 > index + 1 ? $0 : nil }
    }

    /// Where a full-width colon stands behind a key that begins here.
    private func fullWidthColon() -> Int? { colon(behindKeyAt: index, among: ["："]) }

    private func fullWidthOrPlainKey(at start: Int) -> Bool { colon(behindKeyAt: start, among: ["：", ":"]) != nil }

    private func colon(behindKeyAt start: Int, among colons: Set<Unicode.Scalar>) -> Int? {
        let first = input[start..<end].firstIndex { !$0.isBlank } ?? end
        guard first < end, input[first].isASCII, input[first].properties.isAlphabetic else { return nil }
        let word = input[first..<end].firstIndex { !$0.isOfKey } ?? end
        let next = input[word..<end].firstIndex { !$0.isBlank } ?? end
        return next < end && colons.contains(input[next]) ? next : nil
    }

    private func isBlank(at position: Int) -> Bool { position >= end || input[position].isBlank }

    // MARK: Writing

    private mutating func copy() {
        output.append(input[index])
        index += 1
    }

    private mutating func copy(to position: Int) {
        output.append(contentsOf: input[index..<position])
        index = position
    }

    /// Writes this in the place of the character here.
    private mutating func write(_ text: String) {
        output.append(contentsOf: text.unicodeScalars)
        index += 1
    }

    private mutating func replace(_ slip: Slip, by text: String) {
        report(slip)
        write(text)
    }

    private mutating func report(_ slip: Slip, at position: Int? = nil) {
        found.append((line, (position ?? index) - lineStart + 1, slip))
    }
}
