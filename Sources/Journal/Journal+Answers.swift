extension Journal {
    /// The answer that was given under an id; nil where none is remembered.
    public func answer(to id: String) throws(JournalError) -> KeptAnswer? {
        try read { try Answers.read(id, $0) }
    }

    /// The answer to a command without an id that said the same but for names and free text, some of which were erased since.
    public func answer(toErased content: ContentMark) throws(JournalError) -> KeptAnswer? {
        guard content.outline != nil else { return nil }
        return try read { try Answers.read(content.erasedID, $0) }
    }
}
