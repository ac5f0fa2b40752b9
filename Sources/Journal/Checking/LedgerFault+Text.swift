public import Facilities

extension LedgerFault {
    /// Returns the fault as a sentence for people.
    ///
    /// - Parameter utcOffset: the seconds by which the site's clocks are ahead of UTC.
    public func text(utcOffset: Int) -> Text {
        switch self {
        case .broken, .count, .unknown, .textAltered, .textRemoved: entryText
        case .hole, .below, .twice, .losses, .stray, .fold: sequenceText
        case .readings, .sealAltered: hourText(utcOffset)
        case .block(let range, let series, let count): Self.blockText(range, series, count)
        case .sealMissing, .sealMoved, .sealWithoutEntry: sealText
        case .photographMissing, .photographAltered: photographText
        case .ahead, .missingEntry, .people, .trigger: traceText
        }
    }

    private var entryText: Text {
        switch self {
        case .broken(let sequence):
            Text(
                zh: "条目\(sequence)被改动或移动，或它前面的条目被删除或插入",
                en: "entry \(sequence) was altered or moved, or an entry before it is missing or was put in")
        case .count(let there, let written):
            Text(zh: "台账写入过\(written)条，现有\(there)条", en: "\(written) entries were written, \(there) are there")
        case .unknown(let hash): Text(zh: "没有条目的校验值是\(hash)", en: "no entry has the hash \(hash)")
        case .textAltered(let sequence):
            Text(zh: "条目\(sequence)的文字被改动", en: "a text of entry \(sequence) was altered")
        case .textRemoved(let sequence):
            Text(zh: "条目\(sequence)的文字被删除，台账没有记载", en: "a text of entry \(sequence) was removed without an entry")
        default: Text(zh: "", en: "")
        }
    }

    private var sequenceText: Text {
        switch self {
        case .hole(let range):
            Text(
                zh: "序号\(range.words.zh)不存在，也没有数据缺失的记载：有条目或读数被删除",
                en: "\(range.words.en) is not there, and no loss explains it: an entry or a reading was deleted")
        case .below(let sequence):
            Text(
                zh: "序号\(sequence)小于1：有内容被插入", en: "sequence \(sequence) is below 1: something was put in")
        case .twice(let sequence):
            Text(zh: "序号\(sequence)出现两次：有内容被插入", en: "sequence \(sequence) is there twice: something was put in")
        case .stray(let sequence):
            Text(
                zh: "序号\(sequence)的采样在已合并的范围内另有一行：有内容被插入",
                en: "sample \(sequence) has a row in a range that is folded: something was put in")
        case .fold(let range):
            Text(
                zh: "\(range.words.zh)的合并记录与它的各块不符：被改动或有块被删除",
                en: "the fold of \(range.words.en) does not fit its blocks: it was altered, or a block was deleted")
        case .losses(let range, let said, let missing):
            Text(
                zh: "序号\(range.words.zh)：台账记载缺失\(said)条，实际缺失\(missing)条",
                en: "of \(range.words.en) \(said) are lost by the ledger, and \(missing) are missing")
        default: Text(zh: "", en: "")
        }
    }

    private static func blockText(_ range: ClosedRange<Int64>, _ series: SeriesName?, _ count: Int64) -> Text {
        let of = series.map { "\($0.facility) \($0.device)" }
        return Text(
            zh: "\(range.words.zh)的合并块（\(of ?? "无法确定是哪台设备")，\(count)条采样）无法解码：数据已损坏",
            en:
                "the block of \(range.words.en) (\(of ?? "nobody can say of which device"), \(count) samples) cannot be decoded: "
                + "it is damaged")
    }

    private func hourText(_ utcOffset: Int) -> Text {
        switch self {
        case .readings(let hour, let series, let change):
            let (where_, what) = (hour.words(utcOffset), change.words)
            let of = series.map { "\($0.facility) \($0.device)" }
            return Text(
                zh: "\(where_.zh)：\(of ?? "无法确定是哪台设备")：\(what.zh)",
                en: "\(where_.en): \(of ?? "nobody can say of which device"): \(what.en)")
        case .sealAltered(let hour):
            let words = hour.words(utcOffset)
            return Text(
                zh: "\(words.zh)：封存表被改动或删除", en: "\(words.en): the rows of the seal were altered or deleted")
        default: return Text(zh: "", en: "")
        }
    }

    private var sealText: Text {
        switch self {
        case .sealMissing(let range):
            Text(
                zh: "\(range.words.zh)没有封存，后面的却有：有封存条目被删除",
                en: "no seal covers \(range.words.en), and there are later seals: an entry was deleted")
        case .sealMoved(let entry):
            Text(
                zh: "封存条目\(entry)与前一个不相接：被插入或移动",
                en: "the seal of entry \(entry) does not follow the one before: it was put in or moved")
        case .sealWithoutEntry(let sequence):
            Text(
                zh: "封存表引用条目\(sequence)，台账没有这个封存：条目被删除",
                en: "rows of a seal name entry \(sequence), which is no seal: the entry was deleted")
        default: Text(zh: "", en: "")
        }
    }

    private var photographText: Text {
        switch self {
        case .photographMissing(let id, let sequence):
            Text(
                zh: "条目\(sequence)的照片\(id)不存在，台账没有删除的记载",
                en: "the photograph \(id) of entry \(sequence) is not there, and no entry says that it was deleted")
        case .photographAltered(let id, let sequence):
            Text(
                zh: "条目\(sequence)的照片\(id)被改动", en: "the photograph \(id) of entry \(sequence) was altered")
        default: Text(zh: "", en: "")
        }
    }

    private var traceText: Text {
        switch self {
        case .ahead(let trace, let sequence, let last):
            Text(
                zh: "\(trace.title.zh)引用序号\(sequence)，日志库只到\(last)：末尾被截去",
                en:
                    "\(trace.title.en) name sequence \(sequence), and the journal ends with \(last): its end was cut off"
            )
        case .missingEntry(let trace, let sequence):
            Text(
                zh: "\(trace.title.zh)引用条目\(sequence)，台账没有：条目被删除",
                en: "\(trace.title.en) name entry \(sequence), which is not there: the entry was deleted")
        case .people(let there, let entered):
            Text(
                zh: "登记人员表有\(there)人，台账登记\(entered)人",
                en: "\(there) people may enter records, and \(entered) by the ledger")
        case .trigger(let name):
            Text(
                zh: "防改触发器\(name)被删除或改动",
                en: "the trigger \(name), which refuses changes, was deleted or altered")
        default: Text(zh: "", en: "")
        }
    }
}

extension LedgerFault.Trace {
    fileprivate var title: Text {
        switch self {
        case .rows: Text(zh: "已存数据", en: "rows")
        case .ruleState: Text(zh: "规则状态", en: "states of rules")
        case .meansMark: Text(zh: "均值进度", en: "means")
        case .uplink: Text(zh: "上传进度", en: "acknowledgements of an uplink")
        case .reserve: Text(zh: "预留序号", en: "reserved sequences")
        case .text: Text(zh: "人员文字", en: "texts of people")
        case .answer: Text(zh: "已答复的提交", en: "answers")
        }
    }
}

extension ClosedRange<Int64> {
    fileprivate var words: Text {
        if lowerBound == upperBound { return Text(zh: "\(lowerBound)", en: "sequence \(lowerBound)") }
        return Text(zh: "\(lowerBound)至\(upperBound)", en: "sequences \(lowerBound) to \(upperBound)")
    }
}

extension SealedHour {
    /// Returns the sentence for an hour of which samples were deleted before it was sealed.
    ///
    /// - Parameter utcOffset: the seconds by which the site's clocks are ahead of UTC.
    public func cutText(utcOffset: Int) -> Text {
        let words = words(utcOffset)
        return Text(
            zh: "\(words.zh)：封存前，前一部分已因空间不足删除（台账有记载），其余无法核对",
            en:
                "\(words.en): the beginning was deleted for space before it was sealed, by entries; the rest cannot be checked"
        )
    }

    fileprivate func words(_ utcOffset: Int) -> Text {
        let time = "\(begin.onSite(utcOffset))–\(end.onSite(utcOffset).suffix(8))"
        return Text(zh: "\(time)（序号\(from)至\(to)）", en: "\(time) (sequences \(from) to \(to))")
    }
}

extension Change {
    fileprivate var words: Text {
        switch self {
        case .deleted(let count): Text(zh: "删除了\(count)条采样", en: "\(count) samples were deleted")
        case .inserted(let count): Text(zh: "插入了\(count)条采样", en: "\(count) samples were put in")
        case .altered: Text(zh: "读数被改动", en: "readings were altered")
        }
    }
}
