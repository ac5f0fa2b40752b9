/// A text that is read scalar by scalar and line by line, and the text that is written of it. It looks no further than to the end of
/// the line.
struct ScalarReader {
    private let input: [Unicode.Scalar]
    private(set) var output: [Unicode.Scalar] = []
    private(set) var index = 0
    /// Counted from 1.
    private(set) var lineNumber = 0
    private var start = 0
    private var end = 0

    init(_ text: String) { input = Array(text.unicodeScalars) }

    /// Begins with the line that begins here; false behind the last one.
    mutating func beginLine() -> Bool {
        guard index < input.count else { return false }
        start = index
        end = input[index...].firstIndex(of: "\n") ?? input.count
        lineNumber += 1
        return true
    }

    /// Copies the end of the line, if it has one.
    mutating func endLine() {
        if index < input.count { copy() }
    }

    var isInLine: Bool { index < end }

    /// The one here, which must be in the line.
    var scalar: Unicode.Scalar { input[index] }
    var next: Unicode.Scalar? { index + 1 < end ? input[index + 1] : nil }
    var previous: Unicode.Scalar? { index > 0 ? input[index - 1] : nil }

    /// Counted from 1.
    var column: Int { index - start + 1 }
    var line: ArraySlice<Unicode.Scalar> { input[start..<end] }
    var indentation: Int { line.prefix { $0 == " " }.count }

    /// What has been written.
    var written: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: output)
        return String(text)
    }

    // MARK: Looking ahead

    private static let quotes: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "＂", "＇"]

    /// Where text ends that begins here with a Chinese quotation mark and is nothing but what such marks enclose.
    func closingQuote() -> Int? {
        guard Self.quotes.contains(input[index]) else { return nil }
        return (index + 1..<end).first { position in
            guard Self.quotes.contains(input[position]) else { return false }
            let next = input[(position + 1)..<end].first { !$0.isBlank }
            guard let next else { return true }
            return [",", "，", "}", "]", "｝", "］", "#", ":", "："].contains(next)
        }
    }

    /// Where a brace is closed that is opened here and holds nothing but a word, as in an address with `{code}`.
    func closingBrace() -> Int? {
        let close = input[(index + 1)..<end].firstIndex { !$0.isOfKey }
        return close.flatMap { input[$0] == "}" && $0 > index + 1 ? $0 : nil }
    }

    /// Where a full-width colon stands behind a key that begins here.
    func fullWidthColon() -> Int? { colon(behindKeyAt: index, among: ["："]) }

    /// Whether a key with its colon begins behind what is here.
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

    /// Leaves the rest of the line out of what is written.
    mutating func dropLine() { index = end }

    /// Puts what was written since then in quotes.
    mutating func quote(from position: Int) {
        output.insert("\"", at: position)
        output.append("\"")
    }

    /// Writes this in the place of the character here.
    mutating func write(_ text: String) {
        output.append(contentsOf: text.unicodeScalars)
        index += 1
    }
}
