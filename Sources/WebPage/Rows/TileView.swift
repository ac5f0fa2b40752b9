import Facilities

/// One figure of a facility at a glance beside its limit, such as the running hours of 500.
struct TileView {
    var title, value: String
    var detail: String?
    /// The reason why it is highlighted; nil if it is not.
    var mark: String?
    var bar: ValueRow.Bar?
}

extension TileView {
    init(_ gauge: Gauge, _ time: PageTime) {
        let language = time.language
        title = gauge.item.title[language]
        value = gauge.figure?.pageText ?? "–"
        let band = gauge.band.flatMap { band -> String? in
            guard let unit = gauge.figure?.unit, band.lowerBound < band.upperBound else { return nil }
            let (low, high) = (
                band.lowerBound.plainText(decimals: 0), Measure(band.upperBound.rounded(), unit).pageText
            )
            return Text(zh: "约 \(low)–\(high)", en: "some \(low)–\(high)")[language]
        }
        let limit = gauge.limit.map { Text(zh: "上限 \($0.pageText)", en: "at most \($0.pageText)")[language] }
        let since = gauge.since.map { Text(zh: "\($0) 起", en: "since \($0)")[language] }
        detail = [limit, band, gauge.note?[language], gauge.item == .stored ? since : nil].compactMap(\.self)
            .joined(separator: " · ")
        guard let figure = gauge.figure, let most = gauge.limit, most.value > 0 else { return }
        let isOver = figure.value > most.value
        bar = ValueRow.Bar(
            filled: (min(max(figure.value / most.value, 0), 1.25) * 80).plainText(decimals: 0), isOver: isOver)
        mark = isOver ? Text(zh: "超过上限", en: "over it")[language] : nil
    }
}
