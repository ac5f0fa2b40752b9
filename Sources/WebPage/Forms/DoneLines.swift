import Facilities

/// The sentences about a record that was just stored: what to do next, and what is missing.
struct DoneLines {
    let record: Record?
    let detail: FacilityDetail
    let time: PageTime

    /// Returns the sentences for a kind of record.
    func lines(of kind: RecordKind) -> [Text] {
        switch kind {
        case Cleaning.kind:
            next(.cleanPurifier, Text(zh: "下次清洗", en: "Next cleaning"))
                + [Text(zh: "电流恢复以后，“做到什么标准”里会自动打勾", en: "Once the current is back, the standard is ticked by itself")]
        case CleaningStart.kind: [Text(zh: "洗完请登记清洗", en: "Enter the cleaning when it is done")]
        case ReplacementStart.kind:
            [Text(zh: "换完请当天登记更换", en: "Enter the replacement on the same day, when it is done")]
        case CarbonReplacement.kind:
            completeness + next(.replaceCarbon, Text(zh: "下次换炭", en: "Next replacement")) + findings("carbon.record")
        case WasteTransfer.kind: balance + findings("carbon.waste") + findings("carbon.record", cause: "manifest")
        case CarbonInspection.kind: looks + findings("carbon.quality")
        case ExhaustTest.kind: (record?.body as? ExhaustTest)?.lines(detail) ?? []
        case Rectification.kind where detail.machine != nil:
            [Text(zh: "修好了就复测，合格再用", en: "Once repaired, re-test it; use it again when passed")]
        case SiteMeasure.kind:
            [
                Text(
                    zh: "15分钟后看数值：有TSP数据时，记录旁会写变化",
                    en: "Look again in 15 minutes: where there are data of TSP, the record says what changed")
            ]
        case Visit.kind: findings("visit.rectification")
        default: []
        }
    }

    private func next(_ action: NextStep.Action, _ title: Text) -> [Text] {
        guard let due = detail.status.due.first(where: { $0.action == action })?.due else { return [] }
        return [
            Text(zh: "\(title.zh)：\(time.day(due, .zh))前", en: "\(title.en): by \(time.day(due, .en))")
        ]
    }

    /// Returns the texts of a rule's present findings, which take the new record into account.
    private func findings(_ rule: String, cause: String? = nil) -> [Text] {
        let own = detail.status.findings.filter { $0.rule == rule && (cause == nil || $0.cause == cause) }
        // What is missing in the ledger has a line of its own.
        return own.filter { $0.rule != "carbon.record" || !$0.cause.isEmpty }.map(\.text)
    }

    private var completeness: [Text] {
        guard let record, let replacement = record.body as? CarbonReplacement else { return [] }
        let missing = replacement.missing(
            besides: detail.records.transfer(since: record.at, utcOffset: time.utcOffset))
        let views = [Language.zh, .en].map { CompletenessView(missing, language: $0) }
        let later = missing.isEmpty ? Text(zh: "", en: "") : Text(zh: "（可以以后补）", en: " (may be entered later)")
        return [
            Text(
                zh: "\(views[0].title) \(views[0].share) \(views[0].lacking)\(later.zh)",
                en: "\(views[1].title) \(views[1].share) \(views[1].lacking)\(later.en)")
        ]
    }

    private var balance: [Text] {
        detail.gauges.filter { $0.item == .stored }.map { gauge in
            Text(zh: gauge.line(time.in(.zh)), en: gauge.line(time.in(.en)))
        }
    }

    /// The verdict of the four looks. It is worded so that it accuses nobody.
    private var looks: [Text] {
        guard let inspection = record?.body as? CarbonInspection else { return [] }
        let water = Text(
            zh: "湿炭不要放回箱里，随废炭一起装袋", en: "Wet carbon does not go back into the box: bag it with the spent carbon")
        return [inspection.verdict, water]
    }
}

extension CarbonInspection {
    /// The verdict that the four looks allow.
    var verdict: Text {
        let looks = looks + [decolouringGrade].compactMap(\.self)
        if looks.allSatisfy({ $0 == .good }) {
            return Text(zh: "外观没问题", en: "Nothing is wrong with its looks")
        }
        if looks.contains(.bad) {
            guard state != .used else {
                return Text(zh: "快饱和了，建议测碘值或更换", en: "Nearly saturated: test its iodine value, or replace it")
            }
            return Text(
                zh: "外观可疑，建议停用这批，抽样送检",
                en: "It looks doubtful: better do not use this batch, and have a sample tested")
        }
        return Text(zh: "拿不准，建议抽样测碘值", en: "Hard to tell: better have the iodine value of a sample tested")
    }
}
