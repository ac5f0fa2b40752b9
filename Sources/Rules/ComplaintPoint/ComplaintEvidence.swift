public import Facilities

/// 南京“码上办”: what the facilities around had to show in the hours before a complaint, for as long as that is open.
/// Yellow when one of them was red or yellow; otherwise grey when there was none, or one that could not be judged, since
/// what nobody saw clears nobody; nothing when all was in order. Findings of complaint points are no evidence. That one
/// facility is enough is our own default.
public struct ComplaintEvidence: Rule {
    public static let id = "complaint.evidence"
    public static let colour = RuleClass.data
    public static let judges = Text(
        zh: "投诉前周边设施是否异常", en: "whether a facility around was out of order before a complaint"
    )

    public struct State: Codable, Hashable, Sendable {
        var complaints = OpenComplaints()
        /// Of complaints that are open, in the order in which it came.
        var seen: [Seen] = []
    }

    /// What is kept of the evidence: all of it stands in the journal.
    struct Seen: Codable, Hashable, Sendable {
        var complaint: String
        var at: Timestamp
        var hours: Double
        /// How many facilities were looked at.
        var count: Int
        /// Those that were red or yellow, with why.
        var faulty: [Text]
        /// Names of the others that could not be judged.
        var unjudged: [String]
    }

    public var state = State()
    private let limit: Limit

    public init(of facility: Facility) {
        limit = facility.limit(.ownDefault("evidenceCount", 1, .one, in: 1...50, looser: .above, addressee: .bureau))
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        state.complaints.take(seen)
        if case .evidence(let evidence) = seen.event { take(evidence) }
        state.seen.removeAll { state.complaints[$0.complaint] == nil }
        return Verdict(state.seen.compactMap(finding))
    }

    private mutating func take(_ evidence: Evidence) {
        state.seen.removeAll { $0.complaint == evidence.complaint }
        let faulty = evidence.facilities.filter { !$0.faults.isEmpty }
        let others = evidence.facilities.filter(\.faults.isEmpty)
        state.seen.append(
            Seen(
                complaint: evidence.complaint, at: evidence.until, hours: (evidence.until - evidence.from).inHours,
                count: evidence.facilities.count, faulty: faulty.map(\.faultsInShort),
                unjudged: others.filter(\.isUnjudged).map(\.name)
            )
        )
    }

    private func finding(_ seen: Seen) -> Finding? {
        let isFaulty = !seen.faulty.isEmpty && Double(seen.faulty.count) >= limit.value
        guard isFaulty || !seen.unjudged.isEmpty || seen.count == 0 else { return nil }
        let (what, hours) = (isFaulty ? seen.whatWasFaulty : seen.whatIsUnknown, seen.hours.plainText(decimals: 1))
        let text = Text(
            zh: "投诉\(seen.complaint)前\(hours)小时内\(what.zh)",
            en: "in the \(hours) h before complaint \(seen.complaint), \(what.en)"
        )
        return Finding(
            rule: Self.id, cause: seen.complaint, level: isFaulty ? .yellow : .grey, since: seen.at,
            figure: Double(seen.faulty.count), limit: limit, text: text
        )
    }
}

extension ComplaintEvidence.Seen {
    fileprivate var whatWasFaulty: Text {
        Text(
            zh: "周边设施异常\(faulty.count)处：" + faulty.map(\.zh).joined(separator: "；"),
            en: "out of order around it: " + faulty.map(\.en).joined(separator: "; ")
        )
    }

    fileprivate var whatIsUnknown: Text {
        guard !unjudged.isEmpty else {
            return Text(zh: "没有可查的周边设施，无法判断", en: "there was no facility around to look at: it cannot be judged")
        }
        let names = unjudged.joined(separator: "、")
        return Text(zh: "周边设施无法判断\(unjudged.count)处：\(names)", en: "what could not be judged around it: \(names)")
    }
}

extension Evidence.OfFacility {
    private var evidence: [Finding] { findings.filter { !$0.rule.hasPrefix("complaint.") } }

    /// The worst first.
    fileprivate var faults: [Finding] {
        [Finding.Level.red, .yellow].flatMap { level in evidence.filter { $0.level == level } }
    }

    fileprivate var isUnjudged: Bool { evidence.contains { $0.level == .grey } || light == .grey }

    /// `2#净化器（NJ320104F00021X）：油烟…，超过…，另有1项`
    fileprivate var faultsInShort: Text {
        let (shown, more) = (faults.prefix(2).map(\.text), faults.count - 2)
        return Text(
            zh: "\(name)（\(code)）：" + shown.map(\.zh).joined(separator: "，") + (more > 0 ? "，另有\(more)项" : ""),
            en: "\(name) (\(code)): " + shown.map(\.en).joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
        )
    }
}
