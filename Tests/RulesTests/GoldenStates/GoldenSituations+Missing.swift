import Facilities

extension GoldenSituation {
    static let carbonMissing = missing(
        "carbon-missing",
        .activatedCarbon(
            CarbonSettings(form: .honeycomb, mass: 500, face: 2, dailyHours: 10, installed: Day("2026-11-10"))),
        [
            .fanState: .init(1, .one), .pressureDrop: .init(900, .pascal), .temperature: .init(30, .celsius),
            .bedTemperature: .init(35, .celsius), .humidity: .init(60, .percent), .carbonWeight: .init(510, .kilogram),
            .vocIn: .init(60, .milligramPerCubicMetre), .vocOut: .init(5, .milligramPerCubicMetre),
            .airFlow: .init(4000, .cubicMetrePerHour),
        ]
    )

    static let fumeMissing = missing(
        "fume-missing", .fumePurifier(FumeSettings(stoves: 2, lastCleaned: Day("2026-11-18"))),
        [
            .fanState: .init(1, .one), .purifierState: .init(1, .one), .purifierCurrent: .init(0.5, .ampere),
            .fume: .init(0.6, .milligramPerCubicMetre), .fumeIn: .init(6, .milligramPerCubicMetre),
            .pressureDrop: .init(130, .pascal),
        ],
        thresholds: [
            Threshold(
                "idle", .fume, .below, Measure(0.1, .milligramPerCubicMetre),
                text: Text(zh: "油烟过低", en: "hardly any fume"))
        ]
    )

    static let machineryMissing = missing(
        "machinery-missing",
        .nonroadMachinery(
            MachinerySettings(limitClass: .two, power: 60, lastTest: Day("2026-07-01"), registration: "苏A-0424")),
        [
            .engineSpeed: .init(1400, .rpm), .smoke: .init(0.3, .perMetre), .exhaustTemp: .init(330, .celsius),
            .dpfPressure: .init(6, .kilopascal), .nox: .init(400, .partsPerMillion), .ureaLevel: .init(40, .percent),
        ]
    )

    static let dustMissing = missing(
        "dust-missing", .dustSite,
        [
            .tsp: .init(120, .microgramPerCubicMetre), .pm10: .init(80, .microgramPerCubicMetre),
            .noise: .init(60, .decibel), .sprayState: .init(0, .one),
        ]
    )

    /// For 28 of 30 minutes one device does not answer; another does, so that the facility is not silent.
    private static func missing(
        _ name: String, _ settings: Facility.Settings, _ readings: GoldenEvent.Readings,
        thresholds: [Threshold] = []
    ) -> GoldenSituation {
        let silent = readings.mapValues { GoldenReading(nil, $0.unit, .bad(.noAnswer)) }
        func devices(_ readings: GoldenEvent.Readings) -> [String: GoldenEvent.Readings] {
            ["sensor@line-1/1": readings, "wind@line-1/2": [.windSpeed: .init(2, .metrePerSecond)]]
        }
        return GoldenSituation(
            name, settings, thresholds: thresholds,
            before: [
                .polls(60, .minutes(-60), .minutes(-28), devices(readings)),
                .polls(60, .minutes(-27), .zero, devices(silent)),
            ],
            after: [
                .polls(60, .minutes(1), .minutes(5), devices(silent)),
                .polls(60, .minutes(6), .minutes(8), devices(readings)),
            ]
        )
    }
}
