extension Journal {
    /// Whether entries that anybody can make have used up their share of the budget.
    public func isPublicShareUsed() throws(JournalError) -> Bool {
        try read { db in
            let size = try Space.pageBytes(db)
            return try PublicShare.used(db) >= budgetPages / PublicShare.part * size
        }
    }
}
