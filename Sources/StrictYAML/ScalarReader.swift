/// A cursor that reads a text scalar by scalar and line by line, and writes a corrected copy of it. It never reads past
/// the end of the current line.
struct ScalarReader {
    private let input: [Unicode.Scalar]
    private(set) var output: [Unicode.Scalar] = []
    private(set) var index = 0
    /// The number of the current line, counted from 1.
    private(set) var lineNumber = 0
    private var start = 0
    private var end = 0

    init(_ text: String) { input = Array(text.unicodeScalars) }

    /// Starts the line at the current position. Returns false at the end of the text.
    mutating func beginLine() -> Bool {
        guard index < input.count else { return false }
        start = index
        end = input[index...].firstIndex(of: "\n") ?? input.count
        lineNumber += 1
        return true
    }

    /// Copies the line break, if the line has one.
    mutating func endLine() {
        if index < input.count { copy() }
    }

    var isInLine: Bool { index < end }

    /// The scalar at the current position, which must be within the line.
    var scalar: Unicode.Scalar { input[index] }
    var next: Unicode.Scalar? { index + 1 < end ? input[index + 1] : nil }
    var previous: Unicode.Scalar? { index > 0 ? input[index - 1] : nil }

    /// The column of the current position, counted from 1.
    var column: Int { index - start + 1 }
    var line: ArraySlice<Unicode.Scalar> { input[start..<end] }
    var indentation: Int { line.prefix { $0 == " " }.count }

    /// The text written so far.
    var written: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: output)
        return String(text)
    }

    // MARK: Looking ahead

    private static let quotes: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "＂", "＇"]

    /// Returns the position of the closing mark if a text in Chinese quotation marks begins here and nothing but a
    /// separator follows it; nil otherwise.
    func closingQuote() -> Int? {
        guard Self.quotes.contains(input[index]) else { return nil }
        return (index + 1..<end).first { position in
            guard Self.quotes.contains(input[position]) else { return false }
            let next = input[(position + 1)..<end].first { !$0.isBlank }
            guard let next else { return true }
            return [",", "，", "}", "]", "｝", "］", "#", ":", "："].contains(next)
        }
    }

    /// Returns the position of the closing brace if a brace opens here and encloses only a word, as in an address with
    /// `{code}`; nil otherwise.
    func closingBrace() -> Int? {
        let close = input[(index + 1)..<end].firstIndex { !$0.isOfKey }
        return close.flatMap { input[$0] == "}" && $0 > index + 1 ? $0 : nil }
    }

    /// Returns the position of the full-width colon that follows a key that begins here; nil if there is none.
    func fullWidthColon() -> Int? { colon(behindKeyAt: index, among: ["："]) }

    /// Whether a key with its colon follows the current position.
    var hasKeyBehind: Bool { colon(behindKeyAt: index + 1, among: ["：", ":"]) != nil }

    private func colon(behindKeyAt start: Int, among colons: Set<Unicode.Scalar>) -> Int? {
        let first = input[start..<end].firstIndex { !$0.isBlank } ?? end
        guard first < end, input[first].isASCII, input[first].properties.isAlphabetic else { return nil }
        let word = input[first..<end].firstIndex { !$0.isOfKey } ?? end
        let next = input[word..<end].firstIndex { !$0.isBlank } ?? end
        return next < end && colons.contains(input[next]) ? next : nil
    }

    // MARK: Writing

    mutating func copy() {
        output.append(input[index])
        index += 1
    }

    mutating func copy(to position: Int) {
        output.append(contentsOf: input[index..<position])
        index = position
    }

    mutating func copyLine() { copy(to: end) }

    /// Omits the rest of the line from the written text.
    mutating func dropLine() { index = end }

    /// Encloses in quotes the text written since this position of the output.
    mutating func quote(from position: Int) {
        output.insert("\"", at: position)
        output.append("\"")
    }

    /// Writes this text in place of the current character.
    mutating func write(_ text: String) {
        output.append(contentsOf: text.unicodeScalars)
        index += 1
    }
}
