import Facilities

/// 南京“码上办”: the state of the facilities around in the hours before a complaint, while that is open. It is yellow when
/// one of them had a fault that may have to do with the complaint (`Relevance`). Otherwise it is grey when there was
/// none, or one that could not be judged, since missing data clear nobody. There is no finding when all were in order.
/// That one facility is enough is our own default. The finding is public: it contains numbers, and no names.
struct ComplaintEvidence: Rule {
    static let id = "complaint.evidence"
    static let colour = RuleClass.data
    static let judges = Text(
        zh: "投诉前周边设施是否有问题", en: "whether a facility around was out of order before a complaint"
    )
    /// Form 1 had names and whole sentences, form 2 the sentences of every complaint.
    static let form = 3

    struct State: Codable, Hashable, Sendable {
        var complaints = OpenComplaints()
        /// The evidence of open complaints, in the order in which it came.
        var seen: [Seen] = []
    }

    /// The part of the evidence that is remembered; all of it is in the journal.
    struct Seen: Codable, Hashable, Sendable {
        var complaint: String
        var at: Timestamp
        var hours: Double
        /// The counts of the facilities that may have to do with the complaint, a kind at a time.
        var kinds: [Evidence.OfKind]
        /// The lines of the newest complaints: the first line of each facility before the second of any.
        var lines: [Line]
        /// The sentences of a memory of an earlier form.
        var texts: [Text]?

        var faulty: Int { kinds.reduce(0) { $0 + $1.faulty } }
        var unjudged: Int { kinds.reduce(0) { $0 + $1.unjudged } }
    }

    /// A line of the evidence, and whose it is.
    struct Line: Codable, Hashable, Sendable {
        var code: Facility.Code
        var line: Evidence.Line
    }

    /// The complaints whose lines are remembered at most.
    static let mostDetailed = 10
    /// The lines of a complaint that are remembered at most.
    static let mostLines = 8

    var state = State()
    private let limit: Limit

    init(of facility: Facility) {
        limit = facility.limit(.ownDefault("evidenceCount", 1, .one, in: 1...50, looser: .above, addressee: .bureau))
    }

    var limits: [Limit] { [limit] }

    mutating func consider(_ seen: Observed) -> Verdict {
        state.complaints.take(seen)
        if case .evidence(let evidence) = seen.event { take(evidence) }
        dropClosed(after: seen.event)
        return Verdict(state.seen.compactMap(finding))
    }

    var details: [Text] {
        let lines = state.seen.flatMap { seen in
            seen.sentences.map { Text(zh: "\(seen.complaint)：\($0.zh)", en: "\(seen.complaint): \($0.en)") }
        }
        let forgotten = state.seen.dropLast(Self.mostDetailed).count { $0.faulty + $0.unjudged > 0 }
        guard forgotten > 0 else { return lines }
        return lines + [
            Text(
                zh: "另有\(forgotten)件投诉的佐证见台账（mashang export ledger）",
                en: "the evidence of \(forgotten) more complaints is in the ledger (mashang export ledger)")
        ]
    }

    private mutating func take(_ evidence: Evidence) {
        state.seen.removeAll { $0.complaint == evidence.complaint }
        state.seen.append(
            Seen(
                complaint: evidence.complaint, at: evidence.until, hours: (evidence.until - evidence.from).inHours,
                kinds: evidence.counts, lines: Self.lines(of: evidence)))
        for index in state.seen.indices.dropLast(Self.mostDetailed) {
            (state.seen[index].lines, state.seen[index].texts) = ([], nil)
        }
    }

    /// Drops the evidence of complaints that are not open, after the events that can close one.
    private mutating func dropClosed(after event: Event) {
        switch event {
        case .record, .evidence:
            let open = Set(state.complaints.all.map(\.id))
            state.seen.removeAll { !open.contains($0.complaint) }
        case .sample, .tick: break
        }
    }

    private static func lines(of evidence: Evidence) -> [Line] {
        let byFacility = evidence.facilities.map { facility in
            (facility.lines ?? []).map { Line(code: facility.code, line: $0) }
        }
        let lines = byFacility.flatMap { $0.prefix(1) } + byFacility.flatMap { $0.dropFirst() }
        return Array(lines.prefix(mostLines))
    }

    private func finding(_ seen: Seen) -> Finding? {
        let isFaulty = seen.faulty > 0 && Double(seen.faulty) >= limit.value
        guard isFaulty || seen.unjudged > 0 || seen.kinds.isEmpty else { return nil }
        let (what, hours) = (isFaulty ? seen.whatWasFaulty : seen.whatIsUnknown, seen.hours.plainText(decimals: 1))
        let text = Text(
            zh: "投诉\(seen.complaint)前\(hours)小时内，\(what.zh)",
            en: "in the \(hours) h before complaint \(seen.complaint), \(what.en)"
        )
        return Finding(
            rule: Self.id, cause: seen.complaint, level: isFaulty ? .yellow : .grey, since: seen.at,
            figure: Double(seen.faulty), limit: limit, text: text
        )
    }

    func migrated(_ old: OldState) throws -> State {
        switch old.form {
        case 0, 1: try First(from: old.decoder).state
        case 2: try Second(from: old.decoder).state
        default: throw StateError.unknownForm(old.form)
        }
    }
}

extension ComplaintEvidence.Seen {
    fileprivate var sentences: [Text] {
        (texts ?? []) + lines.map { $0.line.sentence(of: $0.code, hours: hours) }
    }

    fileprivate var whatWasFaulty: Text {
        let counts = list(\.faulty)
        return Text(zh: "周边有问题：\(counts.zh)", en: "out of order around it: \(counts.en)")
    }

    fileprivate var whatIsUnknown: Text {
        guard !kinds.isEmpty else {
            return Text(
                zh: "没有可查的相关设施，无法判断",
                en: "there was no facility around that may have to do with it: it cannot be judged")
        }
        let counts = list(\.unjudged)
        return Text(zh: "周边无法判断：\(counts.zh)", en: "not to be judged around it: \(counts.en)")
    }

    /// `油烟净化器1处（共2处）`
    private func list(_ count: (Evidence.OfKind) -> Int) -> Text {
        let found = kinds.filter { count($0) > 0 }
        return Text(
            zh: found.map { "\($0.kind.noun.zh)\(count($0))处（共\($0.all)处）" }.joined(separator: "、"),
            en: found.map { "\(count($0)) of \($0.all) \($0.kind.noun.en)" }.joined(separator: ", "))
    }
}

extension Facility.Kind? {
    fileprivate var noun: Text {
        switch self {
        case .activatedCarbon: Text(zh: "活性炭吸附装置", en: "carbon adsorbers")
        case .fumePurifier: Text(zh: "油烟净化器", en: "fume purifiers")
        case .nonroadMachinery: Text(zh: "非道路机械", en: "machines")
        case .dustSite: Text(zh: "工地", en: "building sites")
        case .complaintPoint, nil: Text(zh: "设施", en: "facilities")
        }
    }
}
