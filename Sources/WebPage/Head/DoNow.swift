import Facilities

/// The card that says what to do: a verb, by when, and one button.
struct DoNow: Hashable {
    /// What stands before the verb: that it is to be done now, or that it comes next.
    var lead: String
    var verb, deadline: String
    var isOverdue: Bool
    /// The form of the act; nil where nothing is entered for it.
    var formURL, formTitle: String?
    /// A second form, such as the start of a cleaning.
    var startURL, startTitle: String?
    var guideURL: String
    /// The guide is the button where there is no form.
    var hasForm: Bool

    init?(_ status: Status, _ records: [KeptEntry], time: PageTime) {
        guard let next = status.next else { return nil }
        let language = time.language
        verb = next.action.title[language]
        let isNow = next.due <= time.now.day(utcOffset: time.utcOffset) || status.light != .green
        lead = (isNow ? Text(zh: "现在要做", en: "To do now") : Text(zh: "接下来", en: "Next"))[language]
        let isRed = status.findings.contains { $0.level == .red }
        let today = time.now.day(utcOffset: time.utcOffset)
        isOverdue = next.due < today
        if next.due <= today, isRed {
            deadline = Text(zh: "立即", en: "now")[language]
        } else if next.due <= today {
            deadline = Text(zh: "今天", en: "today")[language]
        } else {
            deadline = Text(zh: "\(time.day(next.due, .zh))前", en: "by \(time.day(next.due, .en))")[language]
        }
        guideURL = "/q/\(status.code)/guide/\(next.action.rawValue)"
        let kind = next.action.record.flatMap { $0.facilities.contains(status.kind) ? $0 : nil }
        hasForm = kind != nil
        guard let kind else { return }
        formURL = "/q/\(status.code)/do/\(kind.rawValue)" + next.action.query(status)
        formTitle = FormLook.of(kind).title[language]
        guard kind == Cleaning.kind, !records.isCleaning(at: time.now) else { return }
        startURL = "/q/\(status.code)/do/\(CleaningStart.kind.rawValue)"
        startTitle = FormLook.of(CleaningStart.kind).title[language]
    }
}

extension NextStep.Action {
    /// What the form of the act knows already.
    func query(_ status: Status) -> String {
        let rule =
            switch self {
            case .answerComplaint: "complaint.answer"
            case .closeComplaint: "complaint.close"
            default: ""
            }
        guard let finding = status.findings.first(where: { $0.rule == rule }) else { return "" }
        return "?id=\(finding.cause.percentEncoded)"
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
    /// Whether a cleaning was begun in the last four hours and is not on record yet.
    func isCleaning(at now: Timestamp) -> Bool {
        let newest = first { entry in
            guard case .record(let record) = entry.content else { return false }
            return [Cleaning.kind, CleaningStart.kind].contains(record.kind)
        }
        guard let newest, case .record(let record) = newest.content, record.kind == CleaningStart.kind else {
            return false
        }
        return now - record.at < .hours(4)
    }
}
