import Facilities

/// One channel of the trends: its chart, and the same in words.
struct TrendFigure {
    var title: String
    /// The place, if there are several channels of the quantity; otherwise nil.
    var channelPlace: String?
    /// The newest value with its time; nil if there is none.
    var latest: String?
    /// The chart; nil if there was no value in the time.
    var chartSVG: String?
    var sentence: String
    var limitText: String?

    init(_ shown: TrendChannel, limits: [QuantityLimit], _ frame: TrendFrame, _ span: TrendSpan, _ time: PageTime) {
        let (language, trend) = (time.language, shown.trend)
        title = shown.id.quantity.title[language]
        channelPlace = shown.place
        latest = shown.current.flatMap { Self.latest($0, time) }
        sentence = Self.none[language]
        guard let trend, let total = trend.total, let mean = total.mean else { return }
        let unit = trend.unit
        let comparable = limits.compactMap { limit in
            limit.limit.unit.convert(limit.limit.value, to: unit).map { (limit, $0) }
        }
        let chart = TrendChart(trend, limits: comparable.map { $0.1 }, frame: frame)
        chartSVG = chart.svg([title, channelPlace, span.title[language]].compactMap(\.self).joined(separator: " "))
        sentence = Self.sentence(trend, total, mean, span)[language]
        let texts = comparable.map { limit, value in
            let name = limit.limit.title[language]
            let sign = limit.side == .above ? "≤" : "≥"
            let shown = "\(name) \(sign) \(Measure(value, unit).pageText)"
            return chart.scale.shows(value) ? shown : shown + Self.beyond[language]
        }
        if !texts.isEmpty { limitText = texts.unique.joined(separator: language == .zh ? "；" : "; ") }
    }

    private static func latest(_ current: CurrentReading, _ time: PageTime) -> String? {
        guard current.reading.value != nil else { return nil }
        let view = ReadingView(current.reading, language: time.language)
        return [view.value, view.quality, "· " + time.short(current.time)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static let none = Text(zh: "这段时间没有有效数据。", en: "There are no valid data of this time.")
    private static let beyond = Text(zh: "（图外）", en: " (beyond the chart)")

    private static func sentence(_ trend: Trend, _ total: Accumulator, _ mean: Double, _ span: TrendSpan) -> Text {
        let percent = Int((trend.coverage * 100).rounded(.down))
        guard !trend.isSwitch else {
            let share = if mean.isFinite { Int((min(max(mean, 0), 1) * 100).rounded()) } else { 0 }
            return Text(
                zh: "有效数据中开着的占\(share)%；有效数据占\(percent)%",
                en: "on for \(share) % of the valid data; valid data: \(percent) %")
        }
        func text(_ value: Double?) -> String { value.map { Measure($0, trend.unit).pageText } ?? "–" }
        guard total.averaging != .direction else {
            return Text(
                zh: "平均\(text(mean))；有效数据占\(percent)%", en: "mean \(text(mean)); valid data: \(percent) %")
        }
        let (least, most) = (text(total.minimum), text(total.maximum))
        return Text(
            zh: "最低\(least)，平均\(text(mean))，最高\(most)；有效数据占\(percent)%",
            en: "least \(least), mean \(text(mean)), greatest \(most); valid data: \(percent) %")
    }
}
