import Facilities

/// The lights of a day by the hour, as a picture and in words.
struct HourRow: Hashable {
    /// The lights of the hours that are over, and of the present hour if it has a light; nil for hours that were
    /// not observed.
    let lights: [Light?]
    /// Whether the last of them is the present hour.
    let isOpen: Bool

    /// Nil if the lights of hours were not counted, or before the first hour has a light.
    init?(_ counted: CountedDay) {
        guard let lights = counted.hoursToShow, !lights.isEmpty else { return nil }
        (self.lights, isOpen) = (lights, lights.count > counted.wholeHours)
    }

    /// Returns the lights in words: `00:00–08:00 正常；08:00–09:00 没有看到`, or `08:00–现在 正常` for the present hour.
    func text(_ language: Language) -> String {
        let parts = lights.indices.runs(sameAs: lights).map { run in
            let title = lights[run.lowerBound]?.title ?? Text(zh: "没有看到", en: "not seen")
            let isNow = isOpen && run.upperBound == lights.count
            let end = isNow ? Text(zh: "现在", en: "now")[language] : Self.clock(run.upperBound)
            return "\(Self.clock(run.lowerBound))–\(end) \(title[language])"
        }
        return parts.joined(separator: language == .zh ? "；" : "; ")
    }

    private static func clock(_ hour: Int) -> String { "\(hour < 10 ? "0" : "")\(hour):00" }

    /// Returns the lights as SVG.
    ///
    /// - Parameter label: the text for screen readers.
    func svg(_ label: String) -> String {
        let cells = (0..<24).map(cell)
        return "<svg class=\"strip hours\" viewBox=\"0 0 336 88\" role=\"img\" aria-label=\"\(label.markupEscaped)\">"
            + Hatching.pattern("none-hours") + cells.joined() + "</svg>"
    }

    private func cell(_ hour: Int) -> String {
        let (x, y) = (hour % 12 * 28, hour / 12 * 44)
        var (look, symbol, fill, radius) = ("to-come", "", "", 3)
        if hour < lights.count {
            if let light = lights[hour] {
                (look, symbol, radius) = (light.rawValue, light.symbol, light == .green ? 13 : 3)
            } else {
                (look, symbol) = (DayLook.empty.rawValue, DayLook.empty.symbol)
                fill = " fill=\"url(#none-hours)\""
            }
        }
        return
            "<g class=\"\(look)\"><rect x=\"\(x + 1)\" y=\"\(y + 1)\" width=\"26\" height=\"42\" rx=\"\(radius)\"\(fill)/>"
            + "<text x=\"\(x + 14)\" y=\"\(y + 15)\">\(hour)</text><text class=\"shape\" x=\"\(x + 14)\" y=\"\(y + 36)\">\(symbol)</text></g>"
    }
}

extension CountedDay {
    /// The number of hours that are over.
    var wholeHours: Int { Int(min(max(passed, 0), 24)) }

    /// The light of each hour that is over, and of the present hour as soon as it has a light. Nil if hours were
    /// not counted.
    var hoursToShow: [Light?]? {
        guard var lights = byHour else { return nil }
        lights = Array(lights.prefix(wholeHours + 1))
        while lights.count < wholeHours { lights.append(nil) }
        if lights.count > wholeHours, lights.last == .some(nil) { lights.removeLast() }
        return lights
    }
}

extension Range<Int> {
    /// Returns the longest runs of equal values.
    fileprivate func runs(sameAs values: [Light?]) -> [Range<Int>] {
        reduce(into: []) { runs, index in
            if let last = runs.last, values[last.lowerBound] == values[index] {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
    }
}
