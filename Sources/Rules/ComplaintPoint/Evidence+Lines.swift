public import Facilities

/// A finding, and a stretch of time in which it held.
public struct Held: Hashable, Sendable {
    public var finding: Finding
    public var from: Timestamp
    public var until: Timestamp

    public init(_ finding: Finding, from: Timestamp, until: Timestamp) {
        self.finding = finding
        self.from = from
        self.until = until
    }
}

extension Evidence.OfFacility {
    /// What a facility has to show for a complaint; nil if it has nothing to do with it.
    ///
    /// - Parameters:
    ///   - held: what was in force at some time of the window.
    ///   - window: the hours before the complaint.
    ///   - readings: what its devices measured in those hours.
    public init?(
        _ status: Status, held: [Held], in window: Range<Timestamp>, category: Complaint.Category?,
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

    /// By the first line of each; one that has nothing to show comes last.
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
    /// More is noise of the arithmetic, and costs a byte a digit.
    fileprivate var roundedToSixDigits: Double {
        guard isFinite, self != 0 else { return self }
        var scale = 1.0
        while magnitude * scale < 100_000, scale < 1e12 { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}

extension Evidence.Line {
    /// That nothing about a facility is judged that may have to do with a complaint; nil where something is.
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

    /// The graver first, then what was nearest in time to the complaint, then what held for longer.
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

    /// A line for each finding.
    fileprivate func lines(of held: [Held], in window: Range<Timestamp>) -> [Evidence.Line] {
        let stretches = held.filter { covers($0.finding) }
        return stretches.map(\.finding.identity).unique.compactMap { identity in
            let own = stretches.filter { $0.finding.identity == identity }
            return own.first.map { Evidence.Line($0.finding, own, in: window) }
        }
    }
}
