import GRDB

/// Columns of a file that another program may have altered, so that any value may be in them.
extension Row {
    /// Returns the integer in a column; the least integer where there is another value.
    func integer(_ index: Int) -> Int64 { Int64.fromDatabaseValue(self[index]) ?? .min }

    /// Returns the text in a column; an empty text where there is another value.
    func text(_ index: Int) -> String { String.fromDatabaseValue(self[index]) ?? "" }
}
