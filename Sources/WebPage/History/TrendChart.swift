import Facilities

/// One trend as a picture: a line of means in the band from the least to the greatest value, limits, hatched gaps,
/// and marks for records.
///
/// All coordinates are whole numbers in a picture of 680 by 270 units. On a phone a unit is half a pixel.
struct TrendChart {
    let trend: Trend
    let scale: TrendScale
    /// The limits in the unit of the trend.
    let limits: [Double]
    let frame: TrendFrame

    init(_ trend: Trend, limits: [Double], frame: TrendFrame) {
        (self.trend, self.limits, self.frame) = (trend, limits, frame)
        let values = trend.slots.compactMap(\.self).flatMap { slot in
            [slot.values.minimum, slot.values.mean, slot.values.maximum].compactMap(\.self)
        }
        scale = TrendScale(values, limits: limits, isSwitch: trend.isSwitch)
    }

    /// Returns the chart as SVG.
    ///
    /// - Parameter label: the text for screen readers.
    func svg(_ label: String) -> String {
        "<svg class=\"chart\" viewBox=\"0 0 \(ChartSize.width) \(ChartSize.height)\" role=\"img\" aria-label=\"\(label.markupEscaped)\">"
            + side + frame.marks + stretches(trend.gaps, " fill=\"url(#gap)\"", "gap")
            + stretches(trend.doubtful, "", "doubtful") + frame.work(on: trend.channel.device) + band + limitLines
            + line + frame.acts + "</svg>"
    }

    // MARK: Places

    /// Returns the x coordinate of the middle of an interval.
    func x(_ index: Int) -> Int { frame.x(Double(index) + 0.5) }

    /// Returns the y coordinate of a value.
    func y(_ value: Double) -> Int {
        ChartSize.box.bottom - Int((scale.height(value) * Double(ChartSize.box.bottom - ChartSize.box.top)).rounded())
    }

    // MARK: Parts

    /// The points of the means, one list for each run without a gap. Directions wrap around at 360°, so their
    /// points are not joined.
    var lines: [[(x: Int, y: Int)]] {
        var runs = trend.runs
        if trend.channel.quantity.averaging == .direction {
            runs = runs.flatMap { run in run.map { $0..<$0 + 1 } }
        }
        return runs.map { run in
            run.compactMap { index in trend.mean(index).map { (x(index), y($0)) } }
        }
    }

    private var line: String {
        let path = lines.map { points in Self.path(points) + (points.count == 1 ? "h0" : "") }.joined()
        return path.isEmpty ? "" : "<path class=\"line\" d=\"\(path)\"/>"
    }

    private var band: String {
        guard !trend.isSwitch else { return "" }
        let path = trend.runs.map(outline).joined()
        return path.isEmpty ? "" : "<path class=\"band\" d=\"\(path)\"/>"
    }

    /// Returns the outline of the band over a run: along the greatest values, and back along the least.
    private func outline(_ run: Range<Int>) -> String {
        var above: [(x: Int, y: Int)] = []
        var below: [(x: Int, y: Int)] = []
        for index in run {
            guard let values = trend.slots[index]?.values, let low = values.minimum, let high = values.maximum else {
                continue
            }
            above.append((x(index), y(high)))
            below.append((x(index), y(low)))
        }
        return Self.path(above + below.reversed()) + "z"
    }

    /// Returns the path through points, each relative to the one before: `M98 140l6-3 6 2`.
    private static func path(_ points: [(x: Int, y: Int)]) -> String {
        guard let first = points.first else { return "" }
        let steps = zip(points, points.dropFirst()).map { before, point in
            let (dx, dy) = (point.x - before.x, point.y - before.y)
            return (dx < 0 ? "" : " ") + "\(dx)" + (dy < 0 ? "" : " ") + "\(dy)"
        }
        let start = "M\(first.x) \(first.y)"
        guard !steps.isEmpty else { return start }
        return start + "l" + steps.joined().drop { $0 == " " }
    }

    private func stretches(_ runs: [Range<Int>], _ fill: String, _ look: String) -> String {
        let top = ChartSize.box.top
        return runs.map { run in
            let (from, to) = (frame.x(Double(run.lowerBound)), frame.x(Double(run.upperBound)))
            return
                "<rect class=\"\(look)\"\(fill) x=\"\(from)\" y=\"\(top)\" width=\"\(max(1, to - from))\" height=\"\(ChartSize.box.bottom - top)\"/>"
        }.joined()
    }

    /// The limits within the chart. Limits beyond it are in the text below.
    private var limitLines: String {
        let shown = limits.unique.filter(scale.shows)
        return shown.map { limit in
            let y = y(limit)
            let isBelow = y < ChartSize.box.top + 24
            let textY = isBelow ? y + 22 : y - 6
            return "<path class=\"limit\" d=\"M\(ChartSize.box.left) \(y)H\(ChartSize.box.right)\"/>"
                + "<text class=\"limit\" x=\"\(ChartSize.box.right - 4)\" y=\"\(textY)\">\(frame.limitWord) \(limit.plainText(decimals: 3))</text>"
        }.joined()
    }

    private var side: String {
        scale.marks.map { mark in
            let y = y(mark)
            let text = trend.isSwitch ? "\(Int(mark * 100))%" : mark.plainText()
            return "<path class=\"grid\" d=\"M\(ChartSize.box.left) \(y)H\(ChartSize.box.right)\"/>"
                + "<text x=\"\(ChartSize.box.left - 8)\" y=\"\(y + 7)\">\(text)</text>"
        }.joined()
    }
}
