extension Journal {
    /// The key of this journal.
    public func secretKey() throws(JournalError) -> SecretKey { try read(SecretKey.read) }
}
