import Facilities

/// The words of the page of a facility in one language.
struct HeadWords: Sendable {
    let howTo, dataAge, findings, values, records, ledger, monitored, judged, notJudged, facts, details: String
    let kindOfFacility, code, basis, lastRecord, others, report, signIn, none, noRecords, suspicions, limit,
        inspect: String

    static func of(_ language: Language) -> HeadWords { language == .en ? english : chinese }

    private static let chinese = HeadWords(
        howTo: "怎么做", dataAge: "数据", findings: "问题", values: "现在的数值", records: "登记记录",
        ledger: "系统记录", monitored: "监测什么", judged: "已判规则", notJudged: "未判规则", facts: "设施信息", details: "技术详情",
        kindOfFacility: "类型", code: "编号", basis: "判定依据", lastRecord: "最近登记", others: "其他登记", report: "反映问题",
        signIn: "登录", none: "暂无读数。", noRecords: "暂无登记。", suspicions: "疑点（仅负责人和检查人员可见）", limit: "限值",
        inspect: "检查：台账、数据完整性、疑点")

    private static let english = HeadWords(
        howTo: "How to do it", dataAge: "data", findings: "Findings", values: "Values now",
        records: "What people entered", ledger: "What the gateway noted", monitored: "What is monitored",
        judged: "rules judged", notJudged: "not judged", facts: "The facility", details: "Details",
        kindOfFacility: "Kind", code: "Code", basis: "Judged", lastRecord: "Last entry", others: "Enter something else",
        report: "Report a problem", signIn: "Sign in", none: "No readings yet.", noRecords: "Nothing entered yet.",
        suspicions: "Suspicions (owner and inspectors only)", limit: "limit",
        inspect: "Inspection: ledger, completeness of data, suspicions")
}
