import Facilities

extension Completeness.OfDay {
    /// The letters of the reasons, each once.
    var signs: String { gaps.map(\.reason.sign).unique.joined() }

    /// The number of minutes without a value, in words.
    var missing: Text { Text(zh: "缺\(of - minutes)分钟", en: "\(of - minutes) min missing") }

    /// Returns the reasons of the gaps with their times.
    func reasons(_ time: PageTime) -> String {
        gaps.map { $0.text(time) }.joined(separator: time.language == .zh ? "；" : "; ")
    }
}

extension Completeness.Gap {
    /// Returns a gap in words: `网关未运行（按日结）40分钟（2:10–2:50）`.
    fileprivate func text(_ time: PageTime) -> String {
        let begin = from.onSite(utcOffset: time.utcOffset).suffix(5)
        let last = until.onSite(utcOffset: time.utcOffset).suffix(5)
        let end = last == "00:00" ? "24:00" : last
        let isOne = (until - from).milliseconds == Int64(minutes) * 60_000
        var span = Text(zh: "\(begin)–\(end)", en: "\(begin)–\(end)")
        if !isOne { span = Text(zh: "\(span.zh)之间", en: "between \(span.en)") }
        let text = Text(
            zh: "\(reason.title.zh) \(minutes)分钟（\(span.zh)）", en: "\(reason.title.en): \(minutes) min (\(span.en))")
        return text[time.language]
    }
}
