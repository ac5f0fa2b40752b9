import Facilities

/// A channel's row of the table of completeness, its strip on a phone, and its gaps.
struct ChannelMonthView {
    var channelTitle: String
    /// The share of the month so far.
    var share: String
    var cells: [Cell]
    /// A picture of the month for a screen that is too narrow for the table.
    var strip: String
    var gapRows: [GapRow]
    var hasGaps: Bool

    struct Cell {
        var percent, sign, look: String
    }

    struct GapRow {
        var gapDay, missing, reasons: String
    }

    init(_ channel: Completeness.OfChannel, time: PageTime) {
        let language = time.language
        let quantity = channel.id.quantity.title[language]
        channelTitle = [quantity, channel.place, channel.id.device.description].filter { !$0.isEmpty }.joined(
            separator: " · ")
        let (minutes, of) = channel.days.reduce((0, 0)) { ($0.0 + $1.minutes, $0.1 + $1.of) }
        share = of == 0 ? "–" : "\(Self.percent(minutes, of)) % (\(minutes)/\(of))"
        cells = channel.days.map { day in
            Cell(
                percent: day.of == 0 ? "–" : "\(Self.percent(day.minutes, day.of))", sign: day.signs,
                look: Self.look(day))
        }
        strip = Self.strip(channel.days, label: "\(channelTitle) \(share)")
        gapRows = channel.days.filter { !$0.gaps.isEmpty }.map { day in
            GapRow(
                gapDay: "\(day.day)",
                missing: Text(zh: "缺\(day.of - day.minutes)分钟", en: "\(day.of - day.minutes) min missing")[language],
                reasons: day.gaps.map { $0.text(time) }.joined(separator: language == .zh ? "；" : "; "))
        }
        hasGaps = !gapRows.isEmpty
    }

    /// Rounded down, so that 100 is whole and 0 is nothing but with less than a hundredth.
    private static func percent(_ minutes: Int, _ of: Int) -> Int { of == 0 ? 0 : minutes * 100 / of }

    private static func look(_ day: Completeness.OfDay) -> String {
        switch percent(day.minutes, day.of) {
        case 100: "full"
        case 75...: "most"
        default: "poor"
        }
    }

    private static func strip(_ days: [Completeness.OfDay], label: String) -> String {
        let bars = days.enumerated().map { index, day in
            let height = day.of == 0 ? 0 : day.minutes * 40 / day.of
            return "<rect class=\"back\" x=\"\(index * 10)\" width=\"9\" height=\"40\"/>"
                + "<rect class=\"\(look(day))\" x=\"\(index * 10)\" y=\"\(40 - height)\" width=\"9\" height=\"\(height)\"/>"
        }
        return "<svg class=\"days\" viewBox=\"0 0 310 40\" role=\"img\" aria-label=\"\(label.markupEscaped)\">"
            + bars.joined() + "</svg>"
    }
}

extension Completeness.OfDay {
    /// The letters of its reasons, each once.
    fileprivate var signs: String { gaps.map(\.reason.sign).unique.joined() }
}

extension Completeness.Gap {
    /// `网关未运行（按日结）40分钟（2:10–2:50）`
    fileprivate func text(_ time: PageTime) -> String {
        let begin = from.onSite(utcOffset: time.utcOffset).suffix(5)
        let last = until.onSite(utcOffset: time.utcOffset).suffix(5)
        let end = last == "00:00" ? "24:00" : last
        let isOne = (until - from).milliseconds == Int64(minutes) * 60_000
        let span = Text(
            zh: "\(begin)–\(end)\(isOne ? "" : "之间")", en: "\(isOne ? "" : "between ")\(begin)–\(end)")[time.language]
        return Text(
            zh: "\(reason.title.zh) \(minutes)分钟（\(span)）", en: "\(reason.title.en): \(minutes) min (\(span))")[
                time.language]
    }
}
