extension Entry {
    /// The JSON paths of the texts of an entry that are names or free text. Only strings there are personal, and an
    /// absent field is not. An entry that cannot be read has none.
    public var personalPaths: [[String]] {
        switch self {
        case .record(let record): record.personalFields.map { ["record"] + $0 }
        case .operatorChange: [["operator", "name"]]
        case .erased: [["erased", "by"]]
        case .clock: [["clock", "by"]]
        default: []
        }
    }
}
