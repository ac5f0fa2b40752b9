/// Comma-separated values by RFC 4180, as spreadsheets read them.
public enum CSV {
    /// The begin of a file, by which spreadsheets recognise UTF-8 and show Chinese.
    public static let byteOrderMark = "\u{FEFF}"

    /// Returns a line of finished fields, with its end.
    public static func line(_ fields: [String]) -> String { fields.joined(separator: ",") + "\r\n" }

    /// Returns a text as a field. A text that a spreadsheet would run as a formula has an apostrophe before it.
    public static func field(_ text: String) -> String {
        var guarded = text
        if let first = text.unicodeScalars.first, formulas.contains(first) { guarded = "'" + text }
        guard guarded.utf8.contains(where: isSpecial) else { return guarded }
        return "\"\(guarded.replacing("\"", with: "\"\""))\""
    }

    /// The first characters of formulas; some spreadsheets accept the full-width forms, too.
    private static let formulas: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    /// Whether a byte needs quotation marks. A semicolon separates fields where a comma separates a number from its
    /// fraction.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "\""), UInt8(ascii: "\r"),
            UInt8(ascii: "\n"):
            true
        default: false
        }
    }
}
