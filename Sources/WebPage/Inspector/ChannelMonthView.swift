import Facilities

/// A channel in the table of completeness: its row, its strip for phones, and its gaps.
struct ChannelMonthView {
    var channelTitle: String
    /// The share of minutes with a usable value in the month so far.
    var share: String
    var cells: [Cell]
    /// The month as SVG, for screens that are too narrow for the table.
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
                gapDay: "\(day.day)", missing: day.missing[language], reasons: day.reasons(time))
        }
        hasGaps = !gapRows.isEmpty
    }

    /// Returns a share in percent, rounded down, so that only a complete day has 100.
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
