import Facilities

// Where what is to be done is entered.

extension NextStep.Action {
    /// The form in which the act is entered at a facility; nil where nothing is entered for it.
    func form(_ status: Status, _ records: [KeptEntry], _ language: Language) -> FacilityView.Link? {
        record.flatMap { Self.link($0, status, query: query(status, records), language) }
    }

    /// The form by which the work is begun; nil where that is not entered, and while the work is under way.
    func startForm(_ status: Status, _ records: [KeptEntry], _ time: PageTime) -> FacilityView.Link? {
        guard let start, let record, !records.isBegun(start, endedBy: record, at: time.now) else { return nil }
        return Self.link(start, status, time.language)
    }

    private static func link(
        _ kind: RecordKind, _ status: Status, query: String = "", _ language: Language
    ) -> FacilityView.Link? {
        guard kind.facilities.contains(status.kind) else { return nil }
        return .init(url: "/q/\(status.code)/do/\(kind.rawValue)\(query)", title: FormLook.of(kind).title[language])
    }

    /// What the form of the act knows already.
    private func query(_ status: Status, _ records: [KeptEntry]) -> String {
        switch self {
        case .answerComplaint: complaint("complaint.answer", status)
        case .closeComplaint: complaint("complaint.close", status)
        case .completeRecord: lacking(status, records)
        default: ""
        }
    }

    private func complaint(_ rule: String, _ status: Status) -> String {
        let finding = status.findings.first { $0.rule == rule }
        return finding.map { "?id=\($0.cause.percentEncoded)" } ?? ""
    }

    /// The newest replacement, where the ledger lacks something of it. One that was begun and never entered is entered as a new one.
    private func lacking(_ status: Status, _ records: [KeptEntry]) -> String {
        let findings = status.findings.filter { $0.rule == "carbon.record" }
        guard findings.contains(where: { $0.cause != "start" }) else { return "" }
        let newest = records.filter { records.record("\($0.sequence)", of: CarbonReplacement.kind) != nil }.max {
            $0.time < $1.time
        }
        return newest.map { "?\(RecordRoutes.completed)=\($0.sequence)" } ?? ""
    }

    /// The kind of record by which the work is begun, where that is entered too.
    private var start: RecordKind? {
        switch self {
        case .cleanPurifier: CleaningStart.kind
        case .replaceCarbon: ReplacementStart.kind
        default: nil
        }
    }
}

extension NextStep.Action {
    /// The kind of record by which it is done; nil for what instruments see by themselves.
    var record: RecordKind? {
        switch self {
        case .cleanPurifier: Cleaning.kind
        case .replaceCarbon, .completeRecord: CarbonReplacement.kind
        case .inspectCarbon: CarbonInspection.kind
        case .transferWaste: WasteTransfer.kind
        case .testExhaust: ExhaustTest.kind
        case .registerMachine: Registration.kind
        case .answerComplaint: AnsweredComplaint.kind
        case .closeComplaint: ClosedComplaint.kind
        case .checkAdsorber, .switchOnTreatment, .switchOnPurifier, .switchOffPurifier, .checkFume, .coolBed,
            .closeBypass, .checkAirVolume, .dryInlet, .cleanDPF, .fillUrea, .checkExhaustCleaning, .repairEngine,
            .reduceDust, .reduceNoise, .switchOnSpray, .findCause, .completeSettings, .checkSensors, .checkClock:
            nil
        }
    }
}

extension [KeptEntry] {
    /// Whether work was begun in the last four hours and is not on record yet.
    func isBegun(_ start: RecordKind, endedBy end: RecordKind, at now: Timestamp) -> Bool {
        let newest = first { entry in
            guard case .record(let record) = entry.content else { return false }
            return [start, end].contains(record.kind)
        }
        guard let newest, case .record(let record) = newest.content, record.kind == start else { return false }
        return now - record.at < .hours(4)
    }
}
