import Facilities

extension GoldenSituation {
    static let machinery = [testOverdue, engineSmoking, ureaStandingStill, machineryInstruments, machineryMissing]

    private static let terminal = "mashang-machinery-terminal@line-1/1"
    private static let emissions = "nmhc-analyser-tcp@line-2/5"

    private static func engine(
        smoke: Double = 0.1, exhaust: Double = 350, nox: Double = 300, filter: Double = 8, urea: Double = 60
    ) -> [String: GoldenEvent.Readings] {
        [
            terminal: [
                .engineSpeed: .init(1500, .rpm), .exhaustTemp: .init(exhaust, .celsius),
                .smoke: .init(smoke, .perMetre),
                .dpfPressure: .init(filter, .kilopascal), .ureaLevel: .init(urea, .percent),
            ], emissions: [.nox: .init(nox, .partsPerMillion)],
        ]
    }

    private static func emissionsAlone(nox: Double, filter: Double) -> [String: GoldenEvent.Readings] {
        [emissions: [.nox: .init(nox, .partsPerMillion)], terminal: [.dpfPressure: .init(filter, .kilopascal)]]
    }

    /// A test that was not passed and is no longer valid, and a registration with a wrong number.
    private static let testOverdue: GoldenSituation = {
        let failed = ExhaustTest(smoke: 1.4, ringelmann: 2, report: "T-2025-771")
        let passed = ExhaustTest(smoke: 0.3, ringelmann: 0, report: "T-2026-802")
        let wrong = Registration(number: "苏A-0421?", disclosure: "CNFJG300XX01123456000001")
        let right = Registration(number: "苏A-0421", disclosure: "CNFJG400XXXX123456000001")
        return GoldenSituation(
            "machinery-test",
            .nonroadMachinery(
                MachinerySettings(
                    limitClass: .two, power: 120, lastTest: Day("2025-03-01"), acquired: Day("2025-02-01"))),
            before: [
                .ticks(3600, .hours(-30), .hours(-28)), .record("2025-11-20", failed),
                .record("2025-02-20", wrong), .ticks(3600, .hours(-27), .zero),
                .record(.zero, Acknowledgement(rule: "machinery.test")),
            ],
            after: [
                .ticks(3600, .hours(1), .hours(24)), .record("2025-06-01", passed),
                .record("2025-01-15", right), .ticks(3600, .hours(25), .hours(26)),
                .record(.hours(25), passed), .record(.hours(25), right),
                .ticks(3600, .hours(27), .hours(28)),
            ]
        )
    }()

    /// Live smoke over its limit and back for 3 of 5 minutes; ten minutes of work 8 minutes old, for DPF and NOx; a hot
    /// exhaust for 40 of 60 seconds; urea low for 4 of 5 minutes.
    private static let engineSmoking = GoldenSituation(
        "machinery-smoke",
        .nonroadMachinery(
            MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2026-06-01"), registration: "苏A-0422")),
        before: [
            .polls(20, .minutes(-22), .minutes(-12), engine(smoke: 1.1)),
            .polls(20, .seconds(-700), .minutes(-5), engine(smoke: 1.2, nox: 1100, filter: 24)),
            .polls(20, .seconds(-280), .seconds(-60), engine(smoke: 0.2, nox: 1100, filter: 24, urea: 8)),
            .polls(20, .seconds(-40), .zero, engine(smoke: 0.2, exhaust: 580, nox: 1100, filter: 24, urea: 8)),
        ],
        after: [
            // The engine's own values are asked less often than the others.
            .polls(20, .seconds(20), .minutes(2), emissionsAlone(nox: 1100, filter: 24)),
            .polls(20, .seconds(140), .minutes(4), engine(smoke: 0.2, exhaust: 590, nox: 1100, filter: 24, urea: 8)),
            .polls(20, .seconds(260), .minutes(16), engine(smoke: 0.2, exhaust: 300, nox: 400, filter: 15, urea: 50)),
        ]
    )

    /// The engine has run for 9.7 hours on the same level of urea; a fire in the exhaust was acknowledged, and is still hot.
    private static let ureaStandingStill = GoldenSituation(
        "machinery-urea",
        .nonroadMachinery(
            MachinerySettings(limitClass: .three, power: 80, lastTest: Day("2026-01-10"), acquired: Day("2026-10-20"))),
        limits: ["dpfLow": Measure(0.5, .kilopascal)],
        thresholds: [
            Threshold(
                "nox", .nox, .above, Measure(500, .partsPerMillion), after: .minutes(15), clearAfter: .minutes(15),
                level: .red, text: Text(zh: "氮氧化物偏高", en: "much NOx"))
        ],
        before: [
            .polls(300, .minutes(-588), .minutes(-13), engine(nox: 950, filter: 0.3)),
            .polls(10, .minutes(-12), .minutes(-11), engine(exhaust: 760, nox: 950, filter: 0.3)),
            .record(.minutes(-10), Acknowledgement(rule: "machinery.exhaust", cause: "fire")),
            .polls(10, .minutes(-10), .minutes(-6), engine(exhaust: 720, nox: 450, filter: 0.3)),
            .polls(20, .minutes(-5), .zero, engine(exhaust: 690, nox: 450, filter: 0.7, urea: 60.4)),
        ],
        after: [
            .polls(20, .seconds(20), .minutes(25), engine(exhaust: 640, nox: 450, filter: 0.9, urea: 60.4)),
            .polls(60, .minutes(26), .minutes(30), engine(urea: 55)), .ticks(3600, .hours(1), .hours(26)),
        ]
    )
}
