import Facilities
import Journal

extension Desk {
    /// Refuses a record that names a photograph which is not stored. A stored photograph waits another day for its record,
    /// so that it is not deleted while the record is processed.
    func checkPhotographs(of record: Record, now: Timestamp) throws(Refusal) {
        let (folder, values) = (journal.photographFolder, record.body.values)
        var problems: [RecordProblem] = []
        for field in record.kind.type.fields where field.isPhotographs {
            for id in values[field.name].flatMap([PhotographID].init) ?? [] {
                guard let file = folder.file(of: id), (try? folder.renew(file, at: now)) != nil else {
                    problems.append(.noPhotograph(id, field.name))
                    continue
                }
            }
        }
        guard problems.isEmpty else { throw Refusal(problems: problems) }
    }
}

extension RecordProblem {
    fileprivate static func noPhotograph(_ id: PhotographID, _ field: String) -> RecordProblem {
        .init(
            field, isNotNow: true,
            Text(
                zh: "网关上没有照片\(id.rawValue.prefix(12))…（可能已超过一天未提交）：没有登记；请重新上传照片后再提交",
                en:
                    "the gateway has no photograph \(id.rawValue.prefix(12))… (one that no record names is deleted after a day): "
                    + "nothing was entered; send the photograph again, and then the record"))
    }
}
