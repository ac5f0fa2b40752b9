/// JSON that is written directly, where an encoder takes ten times as long.
public enum JSONText {
    /// Returns a number in its shortest text: `800`, `35.3`.
    public static func number(_ value: Double) -> String {
        if value.rounded() == value, value.magnitude < 0x1p53 { return "\(Int64(value))" }
        return "\(value)"
    }

    /// Returns a number in its shortest text, and `null` for nil.
    public static func number(_ value: Double?) -> String { value.map(number) ?? "null" }

    /// Returns a text with its quotation marks.
    public static func string(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else { return "\"\(text)\"" }
        return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x22: return #"\""#
        case 0x5C: return #"\\"#
        case ..<0x20:
            let code = String(scalar.value, radix: 16)
            return #"\u"# + String(repeating: "0", count: 4 - code.count) + code
        default: return String(scalar)
        }
    }
}
