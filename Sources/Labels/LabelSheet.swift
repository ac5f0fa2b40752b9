/// Labels on pages of A4, with cutting marks.
public struct LabelSheet: Hashable, Sendable {
    /// The size of A4, in mm.
    public static let (pageWidth, pageHeight) = (210.0, 297.0)

    /// The margin that printers leave white, in mm.
    static let margin = 10.0
    /// The space between two labels for the marks, in mm.
    static let gap = 4.0
    static let markLength = 1.5

    private let labels: [Label]
    private let width: Int
    private let cellHeight: Double
    private let columns, rows: Int

    /// Arranges labels on pages.
    ///
    /// - Parameter width: The width of a label, in mm.
    /// - Returns: Nil where a label of that width is larger than the page.
    public init?(_ labels: [Label], width: Int) {
        (self.labels, self.width) = (labels, width)
        cellHeight = labels.map { $0.height(width: width) }.max() ?? 0
        columns = Self.count(of: Double(width), in: Self.pageWidth)
        rows = Self.count(of: cellHeight, in: Self.pageHeight)
        guard columns > 0, rows > 0 else { return nil }
    }

    private static func count(of size: Double, in page: Double) -> Int {
        Int((page - 2 * margin + gap) / (size + gap))
    }

    /// All printed texts, line by line.
    public var texts: [String] { labels.flatMap(\.texts) }

    /// The pages as SVG.
    public var pages: [String] {
        stride(from: 0, to: labels.count, by: columns * rows).map { start in
            page(labels[start..<min(start + columns * rows, labels.count)])
        }
    }

    private func page(_ labels: ArraySlice<Label>) -> String {
        let cells = labels.enumerated().map { index, label in
            cell(label, x: left + Double(index % columns) * (Double(width) + Self.gap), y: top(index / columns))
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">
            <rect width="210" height="297" fill="#fff"/>
            \(cells.joined())</svg>

            """
    }

    /// The left edge of the first column; the columns are centred.
    private var left: Double {
        (Self.pageWidth - Double(columns) * (Double(width) + Self.gap) + Self.gap) / 2
    }

    private func top(_ row: Int) -> Double { Self.margin + Double(row) * (cellHeight + Self.gap) }

    private func cell(_ label: Label, x: Double, y: Double) -> String {
        let height = label.height(width: width)
        return """
            <svg x="\(x.svg)" y="\(y.svg)" width="\(width)" height="\(height.svg)" \(label.content)</svg>
            <path stroke="#000" stroke-width="0.1" fill="none" d="\(marks(x, y, x + Double(width), y + height))"/>

            """
    }

    /// Returns two lines at each corner, outside of the label.
    private func marks(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> String {
        let length = Self.markLength
        return [(left, -length), (right, length)].flatMap { x, dx in
            [(top, -length), (bottom, length)].map { y, dy in
                "M\((x + dx / 3).svg) \(y.svg)h\((dx * 2 / 3).svg)M\(x.svg) \((y + dy / 3).svg)v\((dy * 2 / 3).svg)"
            }
        }.joined()
    }
}
