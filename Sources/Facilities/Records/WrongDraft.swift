/// The error of a draft that cannot become a record.
public struct WrongDraft: Error {
    /// Everything that is wrong with it.
    public var problems: [RecordProblem]
}
