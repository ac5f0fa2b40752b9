import Facilities
import Testing

@testable import Rules

@Suite struct RuleClassTests {
    private static let classes: [RuleClass: Set<String>] = [
        .duty: [
            "carbon.cycle", "carbon.record", "carbon.waste", "fume.cleaning", "machinery.test",
            "machinery.registration", "complaint.answer", "complaint.close", "visit.rectification",
        ],
        .state: [
            "carbon.bypass", "fume.purifierOff", "fume.idle", "machinery.urea", "dust.spray", "power.conditions",
        ],
        .danger: ["carbon.temperature", "machinery.exhaust"],
        .measured: [
            "carbon.load", "carbon.pressure", "carbon.humidity", "carbon.velocity", "carbon.breakthrough",
            "carbon.emission", "carbon.quality", "fume.limit", "fume.efficiency", "fume.fouling", "machinery.smoke",
            "machinery.dpf",
            "machinery.nox", "dust.tsp", "dust.pm10", "dust.noise", "dust.grade", "complaint.repeat", "own.hot",
        ],
        .data: [
            "fume.sensor", "dust.capture", "complaint.evidence", "data.silent", "data.stuck", "data.range",
            "data.contradiction", "data.calibration", "clock.trust",
        ],
        .suspicion: ["data.tampering", "data.record"],
    ]

    @Test func everyRuleHasItsClass() {
        let hot = Threshold("hot", .temperature, .above, Measure(60, .celsius), text: Text(zh: "热", en: "hot"))
        let settings: [Facility.Settings] = [
            .activatedCarbon(CarbonSettings(form: .granular)), .fumePurifier(FumeSettings(stoves: 3)),
            .nonroadMachinery(MachinerySettings(limitClass: .two, power: 55)), .dustSite,
            .complaintPoint(ComplaintSettings()),
        ]
        let rules = settings.flatMap { facility($0, thresholds: [hot]).rules }
        let found = Dictionary(grouping: rules) { type(of: $0).colour }.mapValues { Set($0.map(\.name)) }
        #expect(found == Self.classes)
    }

    /// A finding of a measured amount is red only by a limit that somebody has set, and data accuse nobody.
    @Test func noRuleIsGraverThanItsClassAllows() throws {
        for situation in GoldenSituation.all {
            var rules = FacilityRules(for: situation.facility)
            let classes = Dictionary(uniqueKeysWithValues: rules.rules.map { ($0.name, type(of: $0).colour) })
            for event in (situation.before + situation.after).flatMap(\.events) {
                _ = rules.consider(event)
                for finding in rules.status.findings where finding.level == .red {
                    #expect(classes[finding.rule] != .data, "\(finding.rule)")
                    let isOwn = finding.source.contains("our own default")
                    #expect(classes[finding.rule] != .measured || !isOwn, "\(situation.name) \(finding.rule)")
                }
            }
        }
    }
}
