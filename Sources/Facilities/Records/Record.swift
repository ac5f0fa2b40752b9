/// What a person entered about a facility: what was done or found, when, and by whom.
public struct Record: Hashable, Sendable {
    /// When it was done, which may be before it was entered.
    public var at: Timestamp
    public var by: String
    public var body: Body

    public init(at: Timestamp, by: String, _ body: Body) {
        self.at = at
        self.by = by
        self.body = body
    }

    public enum Body: Hashable, Sendable {
        case replacement(CarbonReplacement)
        case wasteTransfer(WasteTransfer)
        case inspection(CarbonInspection)
        case replacementStart(WorkStart)
        case cleaning(Cleaning)
        case cleaningStart(WorkStart)
        case exhaustTest(ExhaustTest)
        case registration(Registration)
        case cityAir(CityAir)
        case complaint(Complaint)
        case complaintAnswer(ComplaintStep)
        case complaintProgress(ComplaintProgress)
        case complaintClosing(ComplaintStep)
        case acknowledgement(FindingNote)
        case rectification(FindingNote)
        case shelving(Shelving)
        case maintenance(Maintenance)
        case calibration(Calibration)
    }

    public var sign: Sign { Sign(by: by, at: at) }
}
