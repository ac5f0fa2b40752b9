import Foundation

/// Reads the stored columns of many series. Each text is decoded once: most devices of a site have the columns of others.
struct ColumnTexts {
    private var decoded: [String: [Column]?] = [:]

    /// Returns the columns; nil where this version of the program cannot read them.
    mutating func columns(_ text: String) -> [Column]? {
        if let known = decoded[text] { return known }
        let columns = try? JSONDecoder().decode([Column].self, from: Data(text.utf8))
        decoded[text] = .some(columns)
        return columns
    }
}
