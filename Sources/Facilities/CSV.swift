/// Comma-separated values as RFC 4180 has them, and as spreadsheets read them.
public enum CSV {
    /// What a file begins with, so that spreadsheets take it for UTF-8 and show Chinese.
    public static let byteOrderMark = "\u{FEFF}"

    /// Returns a line of fields that are written already, with its end.
    public static func line(_ fields: [String]) -> String { fields.joined(separator: ",") + "\r\n" }

    /// Returns a text as a field. What a spreadsheet would run as a formula has an apostrophe before it.
    public static func field(_ text: String) -> String {
        let guarded = text.unicodeScalars.first.map(formulas.contains) ?? false ? "'" + text : text
        guard guarded.utf8.contains(where: isSpecial) else { return guarded }
        return "\"\(guarded.replacing("\"", with: "\"\""))\""
    }

    /// By which a formula begins; some spreadsheets take the full-width forms, too.
    private static let formulas: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    /// A semicolon parts fields where a comma parts a number from its fraction.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "\""), UInt8(ascii: "\r"),
            UInt8(ascii: "\n"):
            true
        default: false
        }
    }
}
