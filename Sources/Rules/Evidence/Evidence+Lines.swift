public import Facilities

extension Evidence.OfFacility {
    /// Creates what a facility shows for a complaint; nil where the facility has nothing to do with it.
    ///
    /// - Parameters:
    ///   - held: The findings that were in force at some time of the window.
    ///   - window: The hours before the complaint.
    ///   - category: The category of the complaint; nil where it has none.
    ///   - readings: The figures of its devices in those hours.
    public init?(
        _ status: Status, held: [Held], in window: Range<Timestamp>, category: ComplaintCategory?,
        readings: [Evidence.Figure]
    ) {
        let relevance = Relevance(category)
        guard let parts = relevance.parts(of: status.kind) else { return nil }
        let found = parts.flatMap { $0.lines(of: held, in: window) }
        let unseen = Evidence.Line(parts, thatSawNothing: status)
        let lines = found.isEmpty ? [unseen].compactMap(\.self) : found.sorted(by: Evidence.Line.isMoreRelevant)
        let figures = relevance.quantities(of: status.kind).compactMap { quantity in
            readings.first { $0.quantity == quantity }?.rounded
        }
        self.init(code: status.code, kind: status.kind, light: status.light, lines: lines, readings: figures)
    }

    /// Whether one facility is worse than another, by the first line of each; a facility without lines is the least.
    public static func isWorse(_ left: Self, _ right: Self) -> Bool {
        guard let leftLine = left.lines?.first else { return false }
        guard let rightLine = right.lines?.first else { return true }
        return Evidence.Line.isMoreRelevant(leftLine, rightLine)
    }
}

extension Evidence.Figure {
    fileprivate var rounded: Self {
        Self(quantity: quantity, unit: unit, mean: mean.roundedToSixDigits, maximum: maximum.roundedToSixDigits)
    }
}

extension Double {
    /// The number with six significant digits: more are noise of the arithmetic, and cost a byte each.
    fileprivate var roundedToSixDigits: Double {
        guard isFinite, self != 0 else { return self }
        var scale = 1.0
        while magnitude * scale < 100_000, scale < 1e12 { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}

extension Evidence.Line {
    /// Creates the line that no rule with a part in the complaint is judged; nil where one is.
    fileprivate init?(_ parts: [Relevance.Part], thatSawNothing status: Status) {
        let seen = parts.filter { !$0.isDuty && $0.rule != DataSilent.id && status.judged.contains($0.rule) }
        guard seen.isEmpty else { return nil }
        self.init(rule: Self.nothingJudged, level: .grey, minutes: 0)
    }

    fileprivate init(_ finding: Finding, _ stretches: [Held], in window: Range<Timestamp>) {
        let length = stretches.reduce(Duration.zero) { sum, stretch in
            let (from, until) = (max(stretch.from, window.lowerBound), min(stretch.until, window.upperBound))
            return sum + max(.zero, until - from)
        }
        let last = stretches.map(\.until).max() ?? window.upperBound
        self.init(
            rule: finding.rule, cause: finding.cause.isEmpty ? nil : finding.cause, level: finding.level,
            minutes: (length.inSeconds / 60).rounded(), last: last < window.upperBound ? last : nil)
        place = finding.place
        guard finding.level != .grey, let figure = finding.figure, let most = finding.limit else { return }
        (self.figure, limit, unit) = (figure.roundedToSixDigits, most, finding.unit)
    }

    /// Whether one line comes before another: the graver first, then the nearest in time to the complaint, then the one
    /// that held longer.
    fileprivate static func isMoreRelevant(_ left: Self, _ right: Self) -> Bool {
        guard left.level == right.level else { return left.level.severity > right.level.severity }
        let (leftLast, rightLast) = (left.last?.milliseconds ?? .max, right.last?.milliseconds ?? .max)
        return (leftLast, left.minutes) > (rightLast, right.minutes)
    }
}

extension Relevance.Part {
    private func covers(_ finding: Finding) -> Bool {
        finding.rule == rule && (!isDuty || finding.level == .red)
    }

    /// Returns a line for each finding.
    fileprivate func lines(of held: [Held], in window: Range<Timestamp>) -> [Evidence.Line] {
        let stretches = held.filter { covers($0.finding) }
        return stretches.map(\.finding.identity).unique.compactMap { identity in
            let own = stretches.filter { $0.finding.identity == identity }
            return own.first.map { Evidence.Line($0.finding, own, in: window) }
        }
    }
}
