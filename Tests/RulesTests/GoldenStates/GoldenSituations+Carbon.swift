import Facilities

extension GoldenSituation {
    static let carbon = [
        hoursNearlyFull, carbonReplaced, carbonDelays, carbonBed, carbonLoaded, carbonBypassed,
        carbonCorrected, carbonInstruments, carbonMissing, carbonUntreated,
    ]

    private static let fanOn = GoldenReading(1, .one)

    private static func adsorber(_ installed: String? = nil, mass: Double = 1000) -> CarbonSettings {
        CarbonSettings(
            form: .granular, mass: mass, face: 2, removedConcentration: 40, airVolume: 4000, dailyHours: 24,
            installed: installed.flatMap { Day($0) }
        )
    }

    /// 499.5 hours are counted; the last half hour comes afterwards.
    private static let hoursNearlyFull: GoldenSituation = {
        var filled = CarbonReplacement(mass: 1000, iodineValue: 850, iodineMethod: .gb7702)
        (filled.form, filled.batch, filled.iodineReport) = (.granular, "B-2026-11", "R-2026-1108")
        filled.spentMass = 0
        let fan = [
            "mashang-carbon-box@line-1/1": [Quantity.fanState: fanOn, .airFlow: .init(3000, .cubicMetrePerHour)]
        ]
        return GoldenSituation(
            "carbon-hours", .activatedCarbon(adsorber("2026-08-01")),
            before: [
                .record(.hours(-500), filled), .polls(300, .hours(-500), .minutes(-30), fan),
            ], after: [.polls(60, .minutes(-29), .hours(1), fan), .ticks(3600, .hours(2), .hours(26))]
        )
    }()

    /// Spent carbon of two replacements in store, one of them short of mass; a transfer of some of it.
    private static let carbonReplaced: GoldenSituation = {
        var first = CarbonReplacement(mass: 1000, iodineValue: 830, iodineMethod: .gb7702)
        (first.form, first.batch, first.iodineReport) = (.granular, "A-1", "R-1")
        (first.spentMass, first.wasteCode) = (850, "HW49 900-039-49")
        var second = CarbonReplacement(mass: 900, iodineValue: 780, iodineMethod: .gb12496)
        (second.form, second.spentMass) = (.honeycomb, 700)
        var completed = CarbonReplacement(mass: 900)
        (completed.batch, completed.iodineReport, completed.spentMass) = ("A-2", "R-2", 1010)
        completed.wasteCode = "HW49 900-039-49"
        let early = WasteTransfer(mass: 300, manifest: "20263201000001", disposalFirm: "危废公司")
        let most = WasteTransfer(mass: 500, manifest: "2026320100002", disposalFirm: "危废公司")
        let rest = WasteTransfer(mass: 50, manifest: "20263201000003", disposalFirm: "危废公司")
        let looks = CarbonInspection(colour: .good, form: .doubtful, weight: .bad, bubbles: .good, bulkDensity: 640)
        return GoldenSituation(
            "carbon-replaced", .activatedCarbon(adsorber("2025-08-01", mass: 800)),
            before: [
                .ticks(3600, .hours(-4), .hours(-4)), .record("2025-11-25", first),
                .record("2026-01-20", early), .record("2026-10-10", second),
                .record("2026-11-01", looks), .ticks(3600, .hours(-3), .hours(0)),
            ],
            after: [
                .ticks(3600, .hours(1), .hours(76)), .record(.hours(76), most),
                .ticks(3600, .hours(77), .hours(77)), .record(.hours(77), rest),
                .ticks(3600, .hours(78), .hours(78)),
                .record("2026-10-10", completed), .ticks(3600, .hours(79), .hours(80)),
            ]
        )
    }()

    /// Everything that must last has begun: 40 of 60 seconds, 8 of 10 minutes, 3 of 5 seconds.
    private static let carbonDelays: GoldenSituation = {
        let high: GoldenEvent.Readings = [
            .fanState: fanOn, .pressureDrop: .init(2600, .pascal), .temperature: .init(41, .celsius),
            .airFlow: .init(4500, .cubicMetrePerHour),
        ]
        let humid: GoldenEvent.Readings = [.humidity: .init(84, .percent)]
        func all(_ readings: GoldenEvent.Readings) -> [String: GoldenEvent.Readings] {
            ["novus-np785@line-1/1": readings, "renke-rs-ws-n01@line-1/2": humid]
        }
        let back: GoldenEvent.Readings = [
            .fanState: fanOn, .pressureDrop: .init(1200, .pascal), .temperature: .init(30, .celsius),
            .airFlow: .init(3000, .cubicMetrePerHour),
        ]
        return GoldenSituation(
            "carbon-delays", .activatedCarbon(adsorber("2026-10-01")),
            thresholds: [
                Threshold(
                    "damp", .humidity, .above, Measure(82, .percent), band: 2, after: .minutes(12),
                    text: Text(zh: "偏潮", en: "damp"))
            ],
            before: [
                .polls(10, .minutes(-8), .seconds(-50), all(back)), .polls(10, .seconds(-40), .zero, all(high)),
            ],
            after: [.polls(10, .seconds(10), .minutes(5), all(high)), .polls(10, .minutes(5), .minutes(7), all(back))]
        )
    }()

    /// A fire alarm of the bed that is over and waits for somebody, and what people said of other findings.
    private static let carbonBed: GoldenSituation = {
        func box(_ bed: Double, inlet: Double = 45) -> [String: GoldenEvent.Readings] {
            [
                "mashang-carbon-box@line-1/1": [
                    .fanState: fanOn, .bedTemperature: .init(bed, .celsius), .temperature: .init(inlet, .celsius),
                ]
            ]
        }
        let poor = CarbonInspection(
            colour: .good, form: .good, weight: .good, bubbles: .doubtful, iodineValue: 760, iodineMethod: .gb7702)
        let shelved = Shelving(rule: "carbon.cycle", until: start + .hours(22), text: "等待到货")
        return GoldenSituation(
            "carbon-bed", .activatedCarbon(adsorber("2026-08-10")),
            before: [
                .record(.hours(-40), poor), .polls(10, .minutes(-20), .minutes(-18), box(60)),
                .polls(1, .minutes(-17), .minutes(-16), box(95)),
                .polls(10, .minutes(-15), .minutes(-1), box(55)),
                .record(.minutes(-2), Acknowledgement(rule: "carbon.temperature", cause: "inlet")),
                .record(.minutes(-2), Rectification(rule: "carbon.cycle", text: "已订货")),
                .record(.minutes(-2), shelved), .polls(1, .seconds(-3), .zero, box(90)),
            ],
            after: [
                .polls(1, .seconds(1), .seconds(10), box(91)), .polls(10, .seconds(20), .minutes(3), box(50)),
                .record(.minutes(4), Acknowledgement(rule: "carbon.temperature", cause: "bed"), by: "李"),
                .polls(10, .minutes(5), .minutes(7), box(50, inlet: 30)), .ticks(3600, .hours(1), .hours(24)),
            ]
        )
    }()

    /// 30 hours of load and of the means for the formula; an hour of breakthrough, and half of the next.
    private static let carbonLoaded: GoldenSituation = {
        let box = [
            "mashang-carbon-box@line-1/1": [Quantity.airFlow: .init(4000, .cubicMetrePerHour), .fanState: fanOn]
        ]
        func voc(_ outlet: Double) -> [String: GoldenEvent.Readings] {
            [
                "evikon-e2638-pid@line-1/2": [
                    .vocIn: .init(90, .milligramPerCubicMetre), .vocOut: .init(outlet, .milligramPerCubicMetre),
                ]
            ]
        }
        func gas(_ outlet: Double) -> [String: GoldenEvent.Readings] { box.merging(voc(outlet)) { first, _ in first } }
        let doubtful = CarbonInspection(colour: .good, form: .doubtful, weight: .good, bubbles: .doubtful)
        return GoldenSituation(
            "carbon-loaded", .activatedCarbon(adsorber("2026-10-01")),
            before: [
                .record(.minutes(-1835), CarbonReplacement(mass: 126)),
                .polls(60, .minutes(-1830), .minutes(-91), gas(8)), .polls(60, .minutes(-90), .minutes(-20), gas(52)),
                .record(.hours(-15), doubtful),
            ],
            after: [
                // Each device alone, while the other's newest values still count.
                .polls(60, .minutes(-19), .minutes(-18), voc(48)), .polls(60, .minutes(-17), .minutes(-16), box),
                .polls(60, .minutes(-15), .minutes(125), gas(48)),
            ]
        )
    }()

    /// The pressure drop has fallen, then stays near zero; the load cell is light for most of an hour.
    private static let carbonBypassed: GoldenSituation = {
        func box(_ pressure: Double, _ weight: Double) -> [String: GoldenEvent.Readings] {
            [
                "mashang-carbon-box@line-1/1": [
                    .fanState: fanOn, .pressureDrop: .init(pressure, .pascal), .carbonWeight: .init(weight, .kilogram),
                ]
            ]
        }
        return GoldenSituation(
            "carbon-bypass", .activatedCarbon(adsorber("2026-11-01")),
            before: [
                .polls(60, .minutes(-100), .minutes(-51), box(900, 995)),
                .polls(60, .minutes(-50), .minutes(-9), box(900, 880)), .polls(60, .minutes(-8), .zero, box(30, 880)),
            ],
            after: [
                .polls(60, .minutes(1), .minutes(14), box(30, 880)),
                .record(.minutes(14), Rectification(rule: "carbon.bypass", cause: "zero", text: "已关闭旁路")),
                .polls(60, .minutes(15), .minutes(40), box(900, 880)),
            ]
        )
    }()

    /// An hour past the permit and most of the next; the fan was switched off four minutes ago while production runs.
    private static let carbonUntreated: GoldenSituation = {
        func box(_ fan: Double, production: Double = 8) -> [String: GoldenEvent.Readings] {
            [
                "mashang-carbon-box@line-1/1": [
                    .fanState: .init(fan, .one), .productionCurrent: .init(production, .ampere),
                    .vocIn: .init(90, .milligramPerCubicMetre), .vocOut: .init(30, .milligramPerCubicMetre),
                    .airFlow: .init(4000, .cubicMetrePerHour),
                ]
            ]
        }
        return GoldenSituation(
            "carbon-untreated", .activatedCarbon(adsorber("2026-10-01")),
            limits: [
                "emissionConcentration": Measure(20, .milligramPerCubicMetre),
                "emissionRate": Measure(0.1, .kilogramPerHour),
                "emissionRemoval": Measure(90, .percent),
            ],
            before: [
                .polls(60, .minutes(-100), .minutes(-5), box(1)), .polls(60, .minutes(-4), .zero, box(0)),
            ],
            after: [
                .polls(60, .minutes(1), .minutes(20), box(0)), .polls(60, .minutes(21), .minutes(70), box(1)),
                .polls(600, .minutes(80), .hours(15), box(0, production: 0)),
            ]
        )
    }()
}
