import Facilities

/// The words of the inspector's screen in one language.
struct InspectorWords: Sendable {
    let title, back, months, print, ledger, ledgerLink, csv, head, seal, noSeal, check, checkHelp: String
    let running, refresh, noCheck, completeness, about, noChannels, gaps, noGaps, channel, day: String
    let findings, evidence, suspicions, visits, enter, nothing, noCurve, basis, signs, failed: String
    let more, moreInLedger, notDrawn, ofDay: String

    static func of(_ language: Language) -> InspectorWords { language == .en ? english : chinese }

    private static let chinese = InspectorWords(
        title: "检查", back: "返回设施页面", months: "月份", print: "可用浏览器打印，A4纸。有姓名的内容只供检查使用。", ledger: "台账",
        ledgerLink: "本设施本月台账", csv: "下载CSV", head: "台账最后一条", seal: "最近一次封存", noSeal: "还没有封存过读数。", check: "台账校验",
        checkHelp: "逐条核对全部台账的校验链、封存的读数和照片；几秒到几分钟，不影响采集。",
        running: "正在校验，还没有结果。", refresh: "刷新看结果", noCheck: "网关启动后还没有校验过。", completeness: "数据完整性",
        about: "有可用值的分钟数÷当天的分钟数，按保存的分钟均值数。每个缺口的原因只按网关里的记录说，没有记录的写“原因未知”。",
        noChannels: "本月没有测量通道。", gaps: "缺口和原因", noGaps: "没有缺口。", channel: "通道", day: "日", findings: "发现（本月）",
        evidence: "投诉佐证（本月）", suspicions: "疑点（本月，只给负责人和检查人员看，不是结论）", visits: "现场检查（本月）", enter: "登记现场检查",
        nothing: "没有。", noCurve: "没有可画的均值。", basis: "依据和数值",
        signs: "M 维护校准 · G 网关或供电 · L 数据缺失 · N 未接入 · P 未到读取时间 · D 设备无可用值 · S 均值已删除 · ? 原因未知", failed: "这次没能校验：",
        more: "只列最新\(Inspection.listed)条。", moreInLedger: "只列最新\(Inspection.listed)条，全部见台账的CSV。",
        notDrawn: "只画最新\(Inspection.drawn)条疑点的曲线。", ofDay: "看当天的页面")

    private static let english = InspectorWords(
        title: "Inspection", back: "Back to the facility", months: "Months",
        print: "Print it with the browser, on A4. What has names is for inspection only.", ledger: "Ledger",
        ledgerLink: "Ledger of this facility and month", csv: "Download as CSV", head: "Last entry of the ledger",
        seal: "Last seal", noSeal: "No readings are sealed yet.", check: "Check the ledger",
        checkHelp:
            "Checks the chain of all entries, the sealed readings and the photographs; seconds to minutes, beside the gateway's work.",
        running: "The check is still running.", refresh: "Look for the result",
        noCheck: "No check was made since the gateway started.", completeness: "Completeness of data",
        about:
            "Minutes with a value that can be used, of the minutes of the day, by the minute means that are kept. A gap has a reason only where an entry shows one.",
        noChannels: "Nothing is measured in this month.", gaps: "Gaps and their reasons", noGaps: "No gaps.",
        channel: "Channel", day: "Day", findings: "Findings of the month",
        evidence: "Evidence of complaints in the month",
        suspicions: "Suspicions of the month (owner and inspectors only; they prove nothing)",
        visits: "Inspections on site in the month", enter: "Enter an inspection on site", nothing: "None.",
        noCurve: "There are no means to draw.", basis: "Figures and source",
        signs:
            "M maintenance, calibration · G gateway or power · L lost · N not connected · P not due · D no value of the device · S means deleted · ? not known",
        failed: "The check could not be made: ", more: "Only the newest \(Inspection.listed) are listed.",
        moreInLedger: "Only the newest \(Inspection.listed) are listed; all are in the CSV of the ledger.",
        notDrawn: "Only the newest \(Inspection.drawn) have their curves drawn.", ofDay: "See the page of that day")
}
