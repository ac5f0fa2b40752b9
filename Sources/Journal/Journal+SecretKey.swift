extension Journal {
    /// Returns the key of this journal.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func secretKey() throws(JournalError) -> SecretKey { try read(SecretKey.read) }
}
