/// A record with an identity in the accounts of the carbon.
public protocol Identified: RecordContent {
    /// Identifies the record, or this part of it: the same one entered twice is one.
    var id: String? { get set }
    /// What this record corrects: the id or the manifest number of another record, its time, or its day.
    var corrects: String? { get set }
}

extension Identified {
    static func identity() -> [BoundField<Self>] {
        [
            .optional("id", "编号", "id: the same one entered twice is one", \.id, .text(40)),
            .optional(
                "corrects", "更正哪条记录（编号、联单号、时间或日期）",
                "the record that this one corrects: its id, manifest number, time or day", \.corrects, .text(40)),
        ]
    }
}
