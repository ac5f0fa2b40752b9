import Facilities

/// The words of the pages of days and trends in one language.
struct HistoryWords: Sendable {
    let trends, back, parts, gap, doubtful, work, line, band, acts, unreadable, nothingMeasured: String
    let hours, figures, gaps, noGaps, ledger, noEntries, running, lights, coverage, soFar, cut: String

    static func of(_ language: Language) -> HistoryWords { language == .en ? english : chinese }

    private static let chinese = HistoryWords(
        trends: "趋势", back: "返回设施", parts: "其余图表", gap: "没有有效数据", doubtful: "有效数据不足四分之三", work: "维护或校准", line: "均值",
        band: "最低到最高", acts: "登记（图中竖线的编号）", unreadable: "现在读不出来，请稍后重新加载。", nothingMeasured: "这里没有接入传感器，没有趋势。",
        hours: "每小时的灯", figures: "当天数字", gaps: "没有有效数据的时段", noGaps: "没有缺失15分钟以上的时段。", ledger: "当天登记和发现",
        noEntries: "当天没有登记，也没有发现。", running: "运行", lights: "各种灯", coverage: "有可用读数的分钟", soFar: "（今天到现在）",
        cut: "这里只列出前200条，全部的见台账。")

    private static let english = HistoryWords(
        trends: "Trends", back: "Back to the facility", parts: "Other charts", gap: "no valid data",
        doubtful: "valid data for less than three quarters", work: "maintenance or calibration", line: "mean",
        band: "least to greatest", acts: "Entered (the numbers of the lines)",
        unreadable: "It cannot be read now; load this page again later.",
        nothingMeasured: "No instrument is connected here, so that there are no trends.",
        hours: "The light of each hour",
        figures: "The day in figures", gaps: "Times without valid data",
        noGaps: "Nothing is missing for 15 minutes or longer.",
        ledger: "Entered and found on this day", noEntries: "Nothing was entered or found on this day.",
        running: "running",
        lights: "lights", coverage: "minutes with a value", soFar: " (today so far)",
        cut: "Only the first 200 entries stand here; the ledger has all of them.")
}
