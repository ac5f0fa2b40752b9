import Facilities

extension RecordProblem {
    /// Returns the reason why a command is refused whose id belongs to an entry with other content.
    static func usedID(_ sequences: [Int64]) -> RecordProblem {
        let names = list(sequences)
        let (zh, en) = names.isEmpty ? ("一条等待写入的记录", "a record that waits") : ("记录 \(names)", "the record \(names)")
        return .init(
            "id",
            Text(
                zh: "这个 id 已用于内容不同的\(zh)：没有登记；另一条记录请用另一个 id",
                en:
                    "this id was used for \(en), which says something else: nothing was entered; give another record another id"
            ))
    }

    /// Returns the reason why a command is refused whose id belongs to an entry of which nothing is left to compare.
    static func erasedID(_ sequences: [Int64]) -> RecordProblem {
        let names = list(sequences)
        return .init(
            "id",
            Text(
                zh: "这个 id 已用于记录 \(names)，其姓名和文字此后已删除，无法比较内容：没有登记；另一条记录请用另一个 id",
                en:
                    "this id was used for the record \(names), whose names and texts were erased since, so that the content cannot "
                    + "be compared: nothing was entered; give another record another id"))
    }

    /// Returns the reason why a command without an id is refused that equals an entry whose names and texts were erased.
    static func likeErased(_ sequences: [Int64]) -> RecordProblem {
        let names = list(sequences)
        return .init(
            "id",
            Text(
                zh: "同一设施、同一时间、同样数值的记录 \(names) 已登记，其姓名和文字此后已删除，无法确认是否同一条：没有登记；"
                    + "若是另一条记录，请加上 id（每条各不相同，如UUID）",
                en:
                    "the record \(names) has the same facility, time and figures; its names and texts were erased since, so that "
                    + "nobody can tell whether this is the same one: nothing was entered; if it is another record, give it "
                    + "an id (such as a UUID)"))
    }

    private static func list(_ sequences: [Int64]) -> String { sequences.map(String.init).joined(separator: ", ") }
}
