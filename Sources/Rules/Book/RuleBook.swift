import Facilities

/// The rules that a facility is judged by.
enum RuleBook {
    /// Returns the rules of a facility, with its limits.
    static func rules(for facility: Facility) -> [any Rule] {
        let rules: [any Rule] =
            switch facility.settings {
            case .activatedCarbon(let settings): carbon(settings, facility) + everyKind(facility)
            case .fumePurifier(let settings): fume(settings, facility) + everyKind(facility)
            case .nonroadMachinery(let settings): machinery(settings, facility) + everyKind(facility)
            case .dustSite: dust(facility) + everyKind(facility)
            case .complaintPoint(let settings): complaints(settings, facility)
            }
        let own = facility.thresholds.map { OwnRule($0, of: facility) }
        return rules + suspicions(facility, among: rules + own) + own
    }

    /// Returns the rules that a kind needs: at least one rule of each group is judged, or declared as not monitored.
    static func indispensable(_ kind: Facility.Kind) -> [[String]] {
        switch kind {
        case .activatedCarbon: [[CarbonCycle.id], [CarbonQuality.id], [CarbonPressure.id], [CarbonBypass.id]]
        case .fumePurifier: [[FumeCleaning.id], [PurifierOff.id]]
        case .nonroadMachinery: [[MachineryTest.id]]
        case .dustSite: [[DustTSP.id, DustPM10.id], [DustCapture.id]]
        case .complaintPoint: []
        }
    }

    private static func carbon(_ settings: CarbonSettings, _ facility: Facility) -> [any Rule] {
        [
            CarbonCycle(settings, of: facility), CarbonLoad(settings, of: facility),
            CarbonPressure(settings, of: facility), CarbonBypass(settings, of: facility),
            CarbonTemperature(of: facility),
            CarbonHumidity(of: facility), CarbonVelocity(settings, of: facility), CarbonBreakthrough(of: facility),
            CarbonEmission(of: facility), CarbonQuality(settings, of: facility), CarbonRecord(settings, of: facility),
            CarbonWaste(of: facility), PowerConditions(of: facility),
        ]
    }

    private static func fume(_ settings: FumeSettings, _ facility: Facility) -> [any Rule] {
        [
            FumeCleaning(settings, of: facility), PurifierOff(of: facility), FumeLimit(settings, of: facility),
            FumeEfficiency(settings, of: facility), FumeSensor(of: facility), FumeFouling(settings, of: facility),
            FumeIdle(of: facility), PowerConditions(of: facility),
        ]
    }

    private static func machinery(_ settings: MachinerySettings, _ facility: Facility) -> [any Rule] {
        [
            MachinerySmoke(settings, of: facility), MachineryTest(settings, of: facility), MachineryDPF(of: facility),
            MachineryNOx(of: facility), MachineryUrea(of: facility), MachineryExhaust(of: facility),
            MachineryRegistration(settings, of: facility),
        ]
    }

    private static func dust(_ facility: Facility) -> [any Rule] {
        [
            DustTSP(of: facility), DustPM10(of: facility), DustNoise(of: facility), DustSpray(of: facility),
            DustCapture(of: facility), DustGrade(of: facility),
        ]
    }

    private static func complaints(_ settings: ComplaintSettings, _ facility: Facility) -> [any Rule] {
        [
            ComplaintAnswer(settings, of: facility), ComplaintClose(settings, of: facility),
            ComplaintRepeat(of: facility), ComplaintEvidence(of: facility), ClockTrust(of: facility),
            VisitRectification(of: facility),
        ]
    }

    /// Returns the rules that look for suspicions; a complaint point measures nothing, and has none.
    private static func suspicions(_ facility: Facility, among rules: [any Rule]) -> [any Rule] {
        switch facility.kind {
        case .activatedCarbon, .fumePurifier:
            [DataTampering(of: facility, among: rules), DataRecord(of: facility)]
        case .nonroadMachinery, .dustSite: [DataTampering(of: facility, among: rules)]
        case .complaintPoint: []
        }
    }

    private static func everyKind(_ facility: Facility) -> [any Rule] {
        [
            DataSilent(of: facility), DataStuck(of: facility), DataRange(of: facility),
            DataContradiction(of: facility), DataCalibration(of: facility), ClockTrust(of: facility),
            VisitRectification(of: facility),
        ]
    }
}
