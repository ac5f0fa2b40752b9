import GRDB

/// Columns of a file that somebody else may have changed: whatever stands in them is read as something.
extension Row {
    /// A whole number; the least that there is where there is none.
    func integer(_ index: Int) -> Int64 { Int64.fromDatabaseValue(self[index]) ?? .min }

    /// A text; empty where there is none.
    func text(_ index: Int) -> String { String.fromDatabaseValue(self[index]) ?? "" }
}
