import Facilities

// The forms in which actions are entered.

extension NextStep.Action {
    /// Returns the link to the form in which the action is entered; nil if it is not entered.
    ///
    /// - Parameter finding: the finding that is the reason for the action; nil for none in particular.
    func form(_ status: Status, because finding: Finding? = nil, _ language: Language) -> PageLink? {
        let query = query(status, because: finding)
        guard let record, var link = Self.link(record, status, query: query, language) else { return nil }
        if self == .completeRecord, !query.isEmpty {
            link.title = Text(zh: "补充更换记录", en: "Add to the record of the replacement")[language]
        }
        return link
    }

    /// Returns the link to the form that starts the work; nil if the start is not entered, or while the work is
    /// under way.
    func startForm(_ status: Status, _ records: [KeptEntry], _ time: PageTime) -> PageLink? {
        if self == .repairEngine {
            // A repair ends with a test, which is a form of its own.
            var retest = Self.link(ExhaustTest.kind, status, time.language)
            retest?.title = Text(zh: "登记复测", en: "Enter a re-test")[time.language]
            return retest
        }
        guard let start, let record, !records.isBegun(start, endedBy: record, at: time.now) else { return nil }
        return Self.link(start, status, time.language)
    }

    private static func link(
        _ kind: RecordKind, _ status: Status, query: String = "", _ language: Language
    ) -> PageLink? {
        guard kind.facilities.contains(status.kind) else { return nil }
        return .init(url: "/q/\(status.code)/do/\(kind.rawValue)\(query)", title: FormLook.of(kind).title[language])
    }

    /// Returns the query with the values that are known already.
    private func query(_ status: Status, because finding: Finding?) -> String {
        switch self {
        case .answerComplaint: complaint("complaint.answer", status)
        case .closeComplaint: complaint("complaint.close", status)
        case .completeRecord: lacking(status, because: finding)
        case .repairEngine: repaired(status, because: finding)
        case .putRight: ordered(status, because: finding)
        default: ""
        }
    }

    private func complaint(_ rule: String, _ status: Status) -> String {
        let finding = status.findings.first { $0.rule == rule }
        return finding.map { "?id=\($0.cause.percentEncoded)" } ?? ""
    }

    /// Returns the finding that a repair is to put right: one of a test, since smoke that is measured live asks for
    /// a test.
    private func repaired(_ status: Status, because finding: Finding?) -> String {
        let finding = finding ?? status.findings.first { $0.rule == MachineCourse.rule && $0.level == .red }
        guard let finding else { return "?rule=\(MachineCourse.rule)" }
        return "?rule=\(finding.rule.percentEncoded)&cause=\(finding.cause.percentEncoded)"
    }

    /// Returns the order of an inspector that is put right: that of the finding, or else the first one due.
    private func ordered(_ status: Status, because finding: Finding?) -> String {
        let orders = status.findings.filter { $0.rule == "visit.rectification" }
        guard let order = finding ?? orders.first else { return "" }
        return "?rule=\(order.rule.percentEncoded)&cause=\(order.cause.percentEncoded)"
    }

    /// Returns the day of the incomplete replacement, which is the due day in the status. A replacement that was
    /// started and never entered is entered as a new one.
    private func lacking(_ status: Status, because finding: Finding?) -> String {
        let findings = finding.map { [$0] } ?? status.findings.filter { $0.rule == "carbon.record" }
        guard findings.contains(where: { $0.cause != "start" }),
            let due = status.due.first(where: { $0.action == .completeRecord })?.due
        else { return "" }
        return "?\(CompletedRecord.field)=\(due)"
    }

    /// The kind of record that starts the work; nil if the start is not entered.
    private var start: RecordKind? {
        switch self {
        case .cleanPurifier: CleaningStart.kind
        case .replaceCarbon: ReplacementStart.kind
        default: nil
        }
    }
}

extension NextStep.Action {
    /// The kind of record that completes the action; nil if instruments see the result by themselves.
    var record: RecordKind? {
        switch self {
        case .cleanPurifier: Cleaning.kind
        case .replaceCarbon, .completeRecord: CarbonReplacement.kind
        case .inspectCarbon: CarbonInspection.kind
        case .transferWaste: WasteTransfer.kind
        case .testExhaust: ExhaustTest.kind
        case .registerMachine: Registration.kind
        case .repairEngine: Rectification.kind
        case .reduceDust, .reduceNoise, .switchOnSpray: SiteMeasure.kind
        case .answerComplaint: AnsweredComplaint.kind
        case .closeComplaint: ClosedComplaint.kind
        case .putRight: Rectification.kind
        case .checkAdsorber, .switchOnTreatment, .switchOnPurifier, .switchOffPurifier, .checkFume, .coolBed,
            .closeBypass, .checkAirVolume, .dryInlet, .cleanDPF, .fillUrea, .checkExhaustCleaning, .findCause,
            .completeSettings, .checkSensors, .checkClock:
            nil
        }
    }
}

extension [KeptEntry] {
    /// Whether work was started in the last four hours and its end is not entered yet.
    func isBegun(_ start: RecordKind, endedBy end: RecordKind, at now: Timestamp) -> Bool {
        let all = records(of: start) + records(of: end)
        // A record that is entered late, or completed later, ends no work that was started after its own time.
        guard let newest = all.max(by: { $0.at < $1.at }), newest.kind == start else { return false }
        return now - newest.at < .hours(4)
    }
}
