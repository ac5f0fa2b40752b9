extension Journal {
    /// Returns the answer that was given under an id; nil where none is remembered.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func answer(to id: String) throws(JournalError) -> KeptAnswer? {
        try read { try Answers.read(id, $0) }
    }

    /// Returns the answer to a command without an id whose content was the same except names and free text, some of which were erased since;
    /// nil where none is remembered.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func answer(toErased content: ContentMark) throws(JournalError) -> KeptAnswer? {
        guard content.outline != nil else { return nil }
        return try read { try Answers.read(content.erasedID, $0) }
    }
}
