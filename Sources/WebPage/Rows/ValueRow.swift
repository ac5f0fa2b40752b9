import Facilities

/// The row of a channel: its value, its limit, the distance between the two, and the age.
struct ValueRow {
    var title: String
    /// The place, if there are several channels of the quantity; otherwise nil.
    var place: String?
    var value, age: String
    /// The quality in words; empty while the reading is good.
    var quality: String
    var limit: String?
    /// The reason why it is highlighted; nil if it is not.
    var mark: String?
    var bar: Bar?
    /// The newest mean that a rule has judged, which is what counts; nil for none.
    var mean: String?
    var isMeanOver: Bool

    /// A bar of a value beside its limit. The bar has 100 parts, and the limit is at 80.
    struct Bar {
        var filled: String
        var isOver: Bool
    }

    init(
        _ current: CurrentReading, isAlone: Bool, limits: [QuantityLimit], mean: JudgedMean?, findings: [Finding],
        time: PageTime
    ) {
        let (reading, language) = (current.reading, time.language)
        let view = ReadingView(reading, language: language)
        (title, value, quality) = (view.quantity, view.value, view.quality)
        let named = current.place.isEmpty ? current.device.description : current.place
        place = isAlone ? nil : named
        age = time.age(of: current.time)
        if !limits.isEmpty { limit = limits.map { Self.text($0) }.unique.joined(separator: " / ") }
        let isPast = LimitSide.allCases.contains { side in
            let ofSide = limits.filter { $0.side == side }
            // Which of several limits on one side applies depends on the hour or the level, so all must be passed.
            return !ofSide.isEmpty && ofSide.allSatisfy { reading.isPast($0) }
        }
        let own = findings.first { finding in
            finding.level != .grey && finding.device == current.device && limits.contains { $0.rule == finding.rule }
        }
        let past = Text(zh: "超过限值", en: "past the limit")[language]
        mark = own?.short[language] ?? (isPast ? past : nil)
        let uppers = limits.filter { $0.side == .above }.compactMap {
            $0.limit.unit.convert($0.limit.value, to: reading.unit)
        }
        if let value = reading.value, let upper = uppers.max(), upper > 0 {
            let share = min(max(value / upper, 0), 1.25) * 80
            bar = Bar(filled: share.plainText(decimals: 0), isOver: value > upper)
        }
        isMeanOver = if let mean { mean.mean > mean.limit.value } else { false }
        self.mean = mean.map { mean in
            let minutes = mean.length.milliseconds / 60_000
            let span = minutes == 60 ? Text(zh: "小时", en: "hour") : Text(zh: "\(minutes)分钟", en: "\(minutes) min")
            let shown = (mean.bound == .atLeast ? "≥ " : "") + Measure(mean.mean, reading.unit).pageText
            return Text(
                zh: "\(span.zh)均值 \(shown)（\(time.short(mean.start))起）",
                en: "mean of \(span.en) \(shown) (from \(time.short(mean.start)))"
            )[language]
        }
    }

    private static func text(_ limit: QuantityLimit) -> String {
        (limit.side == .above ? "≤ " : "≥ ") + Measure(limit.limit.value, limit.limit.unit).pageText
    }
}

extension Reading {
    /// Whether the value itself shows that a limit is passed.
    fileprivate func isPast(_ limit: QuantityLimit) -> Bool {
        guard let value, let figure = unit.convert(value, to: limit.limit.unit) else { return false }
        // A value at the end of the range is a bound, and a bound may only make a verdict worse.
        let isEnd = quality == .uncertain(.outOfRange) && bound != .exact
        guard quality == .good || isEnd else { return false }
        let isAtEnd = isEnd && bound == (limit.side == .above ? .atLeast : .atMost)
        if limit.side == .above { return figure > limit.limit.value || isAtEnd && figure == limit.limit.value }
        return figure < limit.limit.value || isAtEnd && figure == limit.limit.value
    }
}
