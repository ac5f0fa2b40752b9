import Facilities

/// The elements that all charts of a page have in common, rendered once: the time axis, the times of work, and the
/// marks of records.
struct TrendFrame {
    private let time: Range<Timestamp>
    private let count: Int
    /// The grid and the labels of the time axis.
    private(set) var marks = ""
    /// The bars over the times of work, each with its device; nil for the whole facility.
    private let work: [(device: DeviceID?, bar: String)]
    /// A line with a number for each record.
    private(set) var acts = ""
    let limitWord: String

    /// - Parameter acts: the times of the records, in the order of their numbers.
    init(_ span: TrendSpan, work: WorkTime, acts: [Timestamp], _ time: PageTime) {
        (self.time, count) = (span.time(time), span.count)
        limitWord = HeadWords.of(time.language).limit
        let box = ChartSize.box
        let (whole, intervals) = (self.time, count)
        func place(_ at: Timestamp) -> Int { Self.x(at, in: whole, intervals) }
        self.work = work.stretches.filter { $0.time.overlaps(whole) }.map { work in
            let (from, to) = (place(work.time.lowerBound), place(work.time.upperBound))
            let bar =
                "<rect class=\"work\" x=\"\(from)\" y=\"\(box.bottom - 8)\" width=\"\(max(2, to - from))\" height=\"8\"/>"
            return (work.device, bar)
        }
        marks = span.marks(time).map { index, text in
            let x = x(Double(index))
            let line = "<path class=\"grid\" d=\"M\(x) \(box.top)V\(box.bottom)\"/>"
            guard box.left + 30...box.right - 30 ~= x else { return line }
            return line + "<text class=\"time\" x=\"\(x)\" y=\"\(box.bottom + 28)\">\(text)</text>"
        }.joined()
        let numbered = acts.enumerated().map { (number: $0.offset + 1, x: x($0.element)) }
        // A number is omitted where it would cover the one before.
        var written = -100
        for (number, x) in numbered.sorted(by: { $0.x < $1.x }) {
            self.acts += "<path class=\"act\" d=\"M\(x) \(box.top)V\(box.bottom)\"/>"
            guard x - written >= 26 else { continue }
            self.acts += "<text class=\"act\" x=\"\(x)\" y=\"\(box.top - 6)\">\(number)</text>"
            written = x
        }
    }

    /// Returns the bars that concern a device.
    func work(on device: DeviceID) -> String {
        work.filter { $0.device == nil || $0.device == device }.map(\.bar).joined()
    }

    /// Returns the x coordinate of a number of intervals since the beginning.
    func x(_ intervals: Double) -> Int { Self.x(intervals, of: count) }

    private static func x(_ intervals: Double, of count: Int) -> Int {
        let box = ChartSize.box
        return box.left + Int((intervals * Double(box.right - box.left) / Double(count)).rounded())
    }

    /// Returns the x coordinate of a time. Times outside the chart are at its edge.
    private func x(_ at: Timestamp) -> Int { Self.x(at, in: time, count) }

    private static func x(_ at: Timestamp, in time: Range<Timestamp>, _ count: Int) -> Int {
        let share =
            Double((at - time.lowerBound).milliseconds) / Double((time.upperBound - time.lowerBound).milliseconds)
        return x(min(max(share, 0), 1) * Double(count), of: count)
    }
}
