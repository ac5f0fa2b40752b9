extension Journal {
    /// Returns whether entries that anybody can cause have used up their share of the budget.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func isPublicShareUsed() throws(JournalError) -> Bool {
        try read { db in
            let size = try Space.pageBytes(db)
            return try PublicShare.used(db) >= budgetPages / PublicShare.part * size
        }
    }
}
