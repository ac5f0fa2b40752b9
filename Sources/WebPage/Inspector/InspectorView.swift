import Facilities

/// The values of `inspect.mustache`: a facility's month as an inspector reads it.
struct InspectorView {
    var words: Words
    var inspector: InspectorWords
    var title, name, code, mark, standing: String
    var backURL, otherURL, month, before, beforeURL: String
    /// The next month and its address; nil if it has not begun.
    var after, afterURL: String?
    var ledgerURL, tableURL: String
    /// The newest entry of the chain, its hash, and the newest seal.
    var headLine, hash, sealLine: String
    var checkURL, token: String
    /// The newest check; nil if none was made.
    var check: CheckView?
    var isBusy: Bool
    var dayHeads: [String]
    var channels: [ChannelMonthView]
    var hasChannels: Bool
    var found: [Found]
    /// Whether the evidence of complaints is shown. It is for inspectors only.
    var showsProofs: Bool
    var proofs: [ProofRow]
    var doubts: [DoubtRow]
    var visits: [VisitRow]
    /// The sentences that there are more entries of each kind; nil if all are listed.
    var moreFound, moreProofs, moreDoubts, moreVisits: String?
    /// The address of the form of an inspection; nil for people who may not enter one.
    var visitURL: String?

    init(
        _ status: Status, _ inspection: Inspection, _ month: Month, check: JournalCheckState?, token: String,
        _ visitor: Visitor
    ) {
        let (time, language) = (visitor.time, visitor.language)
        let path = "/q/\(status.code)/inspect"
        (words, inspector) = (.of(language), .of(language))
        title = "\(inspector.title) \(status.name) \(month)"
        (name, code, mark) = (status.name, status.code.description, FacilityMark(status).html(language))
        standing = Headline(status, time: time).text[language]
        (backURL, otherURL) = ("/q/\(status.code)", "\(path)?month=\(month)&lang=\(words.otherTag)")
        (self.month, before, beforeURL) = ("\(month)", "\(month.before)", "\(path)?month=\(month.before)")
        if month.after.days.lowerBound <= time.today {
            (after, afterURL) = ("\(month.after)", "\(path)?month=\(month.after)")
        }
        ledgerURL = "/ledger?month=\(month)&code=\(status.code)"
        tableURL = "/ledger.csv?month=\(month)&code=\(status.code)"
        headLine =
            Text(
                zh: "序号 \(inspection.sequence)，共 \(inspection.entries) 条，校验值",
                en: "sequence \(inspection.sequence) of \(inspection.entries) entries, hash")[language]
        hash = inspection.hash
        sealLine = Self.sealed(inspection.seal, time) ?? inspector.noSeal
        (checkURL, self.token) = ("\(path)/verify", token)
        self.check = check.map { CheckView($0, time: time) }
        isBusy = check?.isRunning ?? false
        dayHeads = inspection.completeness.days.map { "\($0.civil.day)" }
        channels = inspection.completeness.channels.map { ChannelMonthView($0, time: time) }
        hasChannels = !channels.isEmpty && !dayHeads.isEmpty
        let (listed, isInspector) = (Inspection.listed, visitor.person?.role == .inspector)
        found = inspection.findings.prefix(listed).compactMap { kept in
            kept.content.finding.map {
                Found(entered: time.short(kept.time), row: FindingRow($0, nil, status, time: time))
            }
        }
        showsProofs = isInspector
        proofs = isInspector ? inspection.evidence.prefix(listed).map { ProofRow($0, time: time) } : []
        doubts = inspection.suspicions.prefix(listed).enumerated().map { place, doubt in
            DoubtRow(doubt, at: place, of: status.code, time: time)
        }
        visits = inspection.visits.prefix(listed).compactMap { kept in
            guard case .record(let record) = kept.content, let visit = record.body as? Visit else { return nil }
            return VisitRow(kept, record, visit, isWhole: isInspector, time: time)
        }
        moreFound = inspection.findings.count > listed ? inspector.moreInLedger : nil
        moreVisits = inspection.visits.count > listed ? inspector.moreInLedger : nil
        moreProofs = inspection.evidence.count > listed ? inspector.more : nil
        // Only an inspector's ledger contains suspicions.
        let moreDoubts = isInspector ? inspector.moreInLedger : inspector.more
        self.moreDoubts = inspection.suspicions.count > listed ? moreDoubts : nil
        if let person = visitor.person, Visit.kind.roles.contains(person.role) {
            visitURL = "/q/\(status.code)/do/\(Visit.kind.rawValue)"
        }
    }

    private static func sealed(_ entry: KeptEntry?, _ time: PageTime) -> String? {
        guard let entry, case .seal(let seal) = entry.content else { return nil }
        let when = time.short(entry.time)
        return Text(zh: "\(when)：\(seal.text.zh)", en: "\(when): \(seal.text.en)")[time.language]
    }
}
