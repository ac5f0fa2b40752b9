/// The content of a form that was sent: texts and files by the names of their fields, in the order of the body.
struct FormInput: Hashable, Sendable {
    var texts: [String: [String]] = [:]
    /// The files that are not empty.
    var files: [String: [[UInt8]]] = [:]

    /// Returns the first text of a field without surrounding white space; nil if it is missing or empty.
    func text(_ name: String) -> String? {
        let text = texts[name]?.first?.trimmed ?? ""
        return text.isEmpty ? nil : text
    }
}

extension FormInput {
    /// The largest number of parts. The longest form has some thirty fields.
    private static let mostParts = 200
    private static let longestText = 65_536
    private static let longestHead = 2048

    /// Reads a body of `multipart/form-data` (RFC 7578). Nil if the body has another type, is incomplete, or has a
    /// text that is not UTF-8.
    ///
    /// - Parameter type: the header `Content-Type`, which contains the boundary.
    init?<Bytes: RandomAccessCollection<UInt8>>(_ body: Bytes, type: String?) {
        guard let type, type.lowercased().hasPrefix("multipart/form-data"),
            let boundary = Self.parameter("boundary", in: type), 1...70 ~= boundary.utf8.count
        else { return nil }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter is not preceded by a line end.
        let first = delimiter.dropFirst(2)
        guard body.starts(with: first) else { return nil }
        var rest = body.dropFirst(first.count)
        for _ in 0...Self.mostParts {
            if rest.starts(with: "--".utf8) { return }
            guard rest.starts(with: "\r\n".utf8), let end = rest.range(of: delimiter),
                take(rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound])
            else { return nil }
            rest = rest[end.upperBound...]
        }
        return nil
    }

    /// Reads one part: its head, an empty line, and its content. Returns false if it is malformed.
    private mutating func take(_ part: some RandomAccessCollection<UInt8>) -> Bool {
        guard let end = part.prefix(Self.longestHead).range(of: Array("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: part[..<end.lowerBound], as: UTF8.self)
        let content = part[end.upperBound...]
        guard
            let line = head.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("content-disposition:") }
            ),
            let name = Self.parameter("name", in: String(line))
        else { return false }
        if Self.parameter("filename", in: String(line)) != nil {
            if !content.isEmpty { files[name, default: []].append(Array(content)) }
            return true
        }
        guard content.count <= Self.longestText, let text = String(validating: content, as: UTF8.self) else {
            return false
        }
        // Browsers end lines with CRLF.
        texts[name, default: []].append(text.replacing("\r\n", with: "\n"))
        return true
    }

    /// Returns a parameter of a header, with or without quotation marks; nil if it is missing. Browsers write a
    /// quotation mark in a name as `%22`.
    private static func parameter(_ name: String, in header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, String(pair[0]).trimmed.lowercased() == name else { continue }
            let value = String(pair[1]).trimmed
            let isQuoted = value.hasPrefix("\"") && value.hasSuffix("\"") && value.count >= 2
            return isQuoted ? String(value.dropFirst().dropLast()) : value
        }
        return nil
    }
}

extension RandomAccessCollection<UInt8> {
    /// Returns the first range of the given bytes; nil if they do not occur.
    fileprivate func range(of part: [UInt8]) -> Range<Index>? {
        guard let first = part.first else { return nil }
        var rest = self[...]
        while rest.count >= part.count, let next = rest.firstIndex(of: first) {
            rest = rest[next...]
            if rest.starts(with: part) { return next..<index(next, offsetBy: part.count) }
            rest = rest.dropFirst()
        }
        return nil
    }
}

extension StringProtocol {
    /// The text without white space at either end.
    var trimmed: String {
        let rest = drop { $0.isWhitespace }
        let trailing = rest.reversed().prefix { $0.isWhitespace }
        return String(rest.prefix(rest.count - trailing.count))
    }
}
