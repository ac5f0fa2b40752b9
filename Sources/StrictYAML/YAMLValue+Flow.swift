extension YAMLValue {
    /// The value written on one line in flow style, as it may occur in a document.
    public var flow: String {
        if isMapping {
            return "{" + (entries ?? []).map { "\($0.key.flow): \($0.value.flow)" }.joined(separator: ", ") + "}"
        }
        if isSequence { return "[" + (sequence ?? []).map(\.flow).joined(separator: ", ") + "]" }
        guard !isNull, let text = string else { return "null" }
        return isQuoted || text.contains(where: { ":#,[]{}&*!|>'\"%@`\\".contains($0) }) ? Self.quoted(text) : text
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }
}
