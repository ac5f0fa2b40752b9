import Facilities

/// The last 30 days, a cell each, the oldest first: seven in a row, so that the same days of the week stand below each other.
struct DayStrip: Hashable {
    static let days = 30

    struct Cell: Hashable {
        var day: Day
        /// A class of the style sheet.
        var look: String
        var symbol: String
        /// What it says to who does not see it.
        var label: String
        /// Where the day is shown.
        var url: String
        /// Of today only a part has passed.
        var isToday: Bool
        /// Whether nothing is known of it.
        var isEmpty: Bool
    }

    /// What tells its hatching from that of another strip on the same page.
    var name = "days"
    var cells: [Cell]

    /// The days that the strip shows on a day.
    static func range(_ today: Day) -> ClosedRange<Day> { today + (1 - days)...today }

    private static let columns = 7
    /// The side of a cell with the space between two: at 390 pixels a finger's 44.
    private static let pitch = 46

    /// The cells as a picture whose cells are links.
    var svg: String {
        let rows = (cells.count + Self.columns - 1) / Self.columns
        let size = "0 0 \(Self.columns * Self.pitch) \(rows * Self.pitch)"
        let links = cells.enumerated().map { drawn($1, at: $0) }
        return "<svg class=\"strip\" viewBox=\"\(size)\">\(Hatching.pattern(hatching))\(links.joined())</svg>"
    }

    private var hatching: String { "none-\(name)" }

    private func drawn(_ cell: Cell, at index: Int) -> String {
        let (x, y) = (index % Self.columns * Self.pitch, index / Self.columns * Self.pitch)
        let fill = cell.isEmpty ? " fill=\"url(#\(hatching))\"" : ""
        let classes = cell.look + (cell.isToday ? " today" : "")
        return "<a href=\"\(cell.url)\" class=\"\(classes)\" aria-label=\"\(cell.label.markupEscaped)\">"
            + "<rect x=\"\(x + 2)\" y=\"\(y + 2)\" width=\"42\" height=\"42\" rx=\"\(Self.radius(cell.look))\"\(fill)/>"
            + "<text x=\"\(x + 23)\" y=\"\(y + 16)\">\(cell.day.civil.day)</text>"
            + "<text class=\"shape\" x=\"\(x + 23)\" y=\"\(y + 37)\">\(cell.symbol)</text></a>"
    }

    /// How round a cell is: green is a circle and red has corners, also where no colour is seen.
    private static func radius(_ look: String) -> Int {
        switch look {
        case DayLook.green.rawValue: 21
        case DayLook.yellow.rawValue, DayLook.work.rawValue: 10
        default: 3
        }
    }
}

/// Lines across a place where nothing was measured or seen.
enum Hatching {
    /// - Parameter id: by which `fill="url(#ID)"` names it.
    static func pattern(_ id: String) -> String {
        "<defs><pattern id=\"\(id)\" class=\"hatching\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
            + "patternTransform=\"rotate(45)\"><rect width=\"8\" height=\"8\"/><rect class=\"hatch\" width=\"2\" height=\"8\"/></pattern></defs>"
    }
}
