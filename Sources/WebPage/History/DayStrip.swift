import Facilities

/// The last 30 days with a cell each, oldest first. A row has seven cells, so that the same days of the week are
/// below each other.
struct DayStrip: Hashable {
    static let days = 30

    struct Cell: Hashable {
        var day: Day
        /// The class in the style sheet.
        var look: String
        var symbol: String
        /// The text for screen readers.
        var label: String
        /// The address of the page of the day.
        var url: String
        /// Whether it is today, of which only a part has passed.
        var isToday: Bool
        /// Whether nothing is known of the day.
        var isEmpty: Bool
    }

    /// The name of the strip, which distinguishes its hatching from that of another strip on the same page.
    var name = "days"
    var cells: [Cell]

    /// Returns the days that the strip shows.
    static func range(_ today: Day) -> ClosedRange<Day> { today + (1 - days)...today }

    private static let columns = 7
    /// The distance between two cells. On a screen of 390 pixels a cell is 44 wide, enough for a finger.
    private static let pitch = 46

    /// The strip as SVG, in which each cell is a link.
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

    /// Returns the radius of a cell's corners. A green cell is a circle and a red one has corners, so that they
    /// differ without colours.
    private static func radius(_ look: String) -> Int {
        switch look {
        case DayLook.green.rawValue: 21
        case DayLook.yellow.rawValue, DayLook.work.rawValue: 10
        default: 3
        }
    }
}
