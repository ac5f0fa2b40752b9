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
    /// What a facility has to show for a complaint.
    ///
    /// - Parameters:
    ///   - held: what was in force at some time of the window.
    ///   - window: the hours before the complaint.
    public init(
        _ status: Status, held: [Held], in window: Range<Timestamp>, category: Complaint.Category?,
        readings: [Evidence.Figure]
    ) {
        let findings = held.map(\.finding).reduce(into: [Finding]()) { found, finding in
            if !found.contains(where: { $0.identity == finding.identity }) { found.append(finding) }
        }
        self.init(code: status.code, name: status.name, light: status.light, findings: findings, readings: readings)
        kind = status.kind
        lines = Relevance(category).parts(of: status.kind).map { parts in
            let lines = parts.flatMap { part in
                part.lines(of: findings.filter { part.covers($0) }, held, status.name, window)
            }
            let unseen = Evidence.Line(parts, thatSawNothing: status)
            return lines.isEmpty ? [unseen].compactMap(\.self) : lines.sorted(by: Evidence.Line.isMoreRelevant)
        }
    }
}

extension Evidence.Line {
    /// That nothing about a facility is judged that may have to do with a complaint; nil where something is.
    fileprivate init?(_ parts: [Relevance.Part], thatSawNothing status: Status) {
        let seen = parts.filter { !$0.isDuty && $0.rule != DataSilent.id && status.judged.contains($0.rule) }
        guard seen.isEmpty, let first = parts.first else { return nil }
        self.init(
            rule: first.rule, level: .grey, minutes: 0, last: status.asOf,
            text: Text(
                zh: "\(status.name)：相关项目无法判断", en: "\(status.name): nothing that may have to do with it is judged"))
    }
}

extension Relevance.Part {
    fileprivate func covers(_ finding: Finding) -> Bool {
        finding.rule == rule && (!isDuty || finding.level == .red)
    }

    /// A line for each finding.
    fileprivate func lines(
        of findings: [Finding], _ held: [Held], _ name: String, _ window: Range<Timestamp>
    ) -> [Evidence.Line] {
        findings.map { finding in
            let stretches = held.filter { $0.finding.identity == finding.identity }
            let length = stretches.reduce(Duration.zero) { sum, stretch in
                let (from, until) = (max(stretch.from, window.lowerBound), min(stretch.until, window.upperBound))
                return sum + max(.zero, until - from)
            }
            return Evidence.Line(
                rule: rule, level: finding.level, minutes: (length.inSeconds / 60).rounded(),
                last: stretches.map(\.until).max() ?? window.upperBound,
                text: text(finding, name, length, (window.upperBound - window.lowerBound).inHours))
        }
    }

    private func text(_ finding: Finding, _ name: String, _ length: Duration, _ hours: Double) -> Text {
        let who = finding.place.map { "\(name)（\($0)）" } ?? name
        let (window, what) = (hours.plainText(decimals: 1), finding.level == .grey ? unjudged : word)
        // What is overdue has been so for days, whatever the window.
        let none = Text(zh: "", en: "")
        let (long, figures) = (isDuty ? none : length.words, isDuty || finding.level == .grey ? none : finding.figures)
        return Text(
            zh: "投诉前\(window)小时内，\(who)\(what.zh)\(long.zh)\(figures.zh)",
            en: "in the \(window) h before the complaint, \(who): \(what.en) \(long.en)\(figures.en)")
    }

    /// Which of them: several may not be judged at once.
    private var unjudged: Text {
        Text(zh: "“\(word.zh)”无法判断", en: "“\(word.en)” not to be judged")
    }
}

extension Finding {
    /// `（2.6 mg/m3，限值2 mg/m3）`
    fileprivate var figures: Text {
        guard let figure, let limit, let unit else { return Text(zh: "", en: "") }
        let symbol = unit == .one ? "" : " \(unit)"
        let (value, most) = ("\(figure.plainText(decimals: 2, beside: limit))\(symbol)", "\(limit.plainText)\(symbol)")
        return Text(zh: "（\(value)，限值\(most)）", en: " (\(value), limit \(most))")
    }
}

extension Duration {
    /// `35分钟`, ` for 2 h 5 min`.
    fileprivate var words: Text {
        let minutes = Int((inSeconds / 60).rounded())
        guard minutes > 0 else { return Text(zh: "不足1分钟", en: " for under a minute") }
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        guard hours > 0 else { return Text(zh: "\(rest)分钟", en: " for \(rest) min") }
        guard rest > 0 else { return Text(zh: "\(hours)小时", en: " for \(hours) h") }
        return Text(zh: "\(hours)小时\(rest)分钟", en: " for \(hours) h \(rest) min")
    }
}

extension Evidence.Line {
    /// The graver first, then what was nearest in time to the complaint, then what held for longer.
    fileprivate static func isMoreRelevant(_ left: Self, _ right: Self) -> Bool {
        guard left.level == right.level else { return left.level.severity > right.level.severity }
        return (left.last, left.minutes) > (right.last, right.minutes)
    }
}
