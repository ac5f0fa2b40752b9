public import Facilities

extension Journal {
    /// The people who may enter records, in the order in which they were added.
    public func operators() throws(JournalError) -> [Operator] {
        try read(Operators.all).map(\.person)
    }

    /// A person and what is stored of their PIN; nil if there is nobody of that name.
    public func credentials(of name: String) throws(JournalError) -> Credentials? {
        // Compared here and not by SQLite, which takes two ways to write one letter for two names.
        try read(Operators.all).first { $0.person.name == name }
    }
}
