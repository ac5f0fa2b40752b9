import Facilities

/// The means around a suspicion as a small chart: a line with gaps, and the window of the suspicion.
struct SuspicionCurve {
    let points: [Inspection.Curve.Point]
    /// The length of each mean.
    let step: Duration
    /// The window of the suspicion.
    let window: ClosedRange<Timestamp>

    private static let (width, height) = (600.0, 100.0)

    /// Returns the chart as SVG with a text for screen readers; nil if there are fewer than two points.
    func svg(label: String) -> String? {
        guard points.count > 1, let first = points.first, let last = points.last else { return nil }
        let (begin, end) = (min(first.time, window.lowerBound), max(last.time, window.upperBound))
        let span = max(1, (end - begin).inSeconds)
        func x(_ time: Timestamp) -> Double { ((time - begin).inSeconds / span * Self.width).rounded(tenths: ()) }
        let values = points.map(\.value)
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        func y(_ value: Double) -> Double {
            let share = high > low ? (value - low) / (high - low) : 0.5
            return (Self.height - 5 - share * (Self.height - 10)).rounded(tenths: ())
        }
        var (path, before): (String, Timestamp?) = ("", nil)
        for point in points {
            var command = "M"
            if let before, point.time - before <= step + step / 2 { command = "L" }
            path += "\(command)\(x(point.time)) \(y(point.value))"
            before = point.time
        }
        let (from, until) = (x(window.lowerBound), x(window.upperBound))
        return """
            <svg class="curve" viewBox="0 0 600 100" preserveAspectRatio="none" role="img" aria-label="\(label.markupEscaped)">\
            <rect class="window" x="\(from)" width="\(max(1, until - from))" height="100"/>\
            <path class="line" d="\(path)"/></svg>
            """
    }
}

extension Double {
    fileprivate func rounded(tenths: Void) -> Double { (self * 10).rounded() / 10 }
}
