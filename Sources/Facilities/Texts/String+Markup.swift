extension String {
    /// The text as it stands in HTML and XML, between tags and in quoted attributes.
    ///
    /// It is escaped by scalars: a mark that joins the character before or behind it, such as U+0600 or U+0301, makes
    /// one character with a `<` or a quotation mark, which would stay unescaped.
    public var markupEscaped: String {
        let special: (UInt8) -> Bool = { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }
        guard utf8.contains(where: special) else { return self }
        var escaped = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
