public import Facilities

extension Journal {
    /// Returns the people who may enter records, in the order in which they were added.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func operators() throws(JournalError) -> [Operator] {
        try read(Operators.all).map(\.person)
    }

    /// Returns a person with the hash of their PIN; nil where nobody has that name.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func credentials(of name: String) throws(JournalError) -> Credentials? {
        // SQLite would compare bytes, and two Unicode encodings of one letter would be different names.
        try read(Operators.all).first { $0.person.name == name }
    }
}
