import Facilities

extension GoldenSituation {
    /// Calibrations and maintenance in force, and values that are missing.
    static let carbonCorrected: GoldenSituation = {
        let (pressure, gas) = (DeviceID("novus-np785@line-1/1"), DeviceID("evikon-e2638-pid@line-1/2"))
        func box(_ quality: Quality = .good) -> [String: GoldenEvent.Readings] {
            [
                pressure.description: [
                    .pressureDrop: .init(2300, .pascal, quality), .fanState: .init(1, .one, quality),
                ], gas.description: [.vocIn: .init(nil, .milligramPerCubicMetre, .bad(.noAnswer))],
            ]
        }
        let calibration = Calibration(
            device: pressure, quantity: .pressureDrop, gain: 1.1, offset: 20, reference: "校准证书 2026-118")
        let work = Maintenance(mode: .calibrating, until: start + .minutes(30), device: gas, text: "标气校准")
        let gasIsBack = [
            pressure.description: [Quantity.pressureDrop: GoldenReading(2000, .pascal), .fanState: .init(1, .one)],
            gas.description: [.vocIn: .init(80, .milligramPerCubicMetre)],
        ]
        return GoldenSituation(
            "carbon-corrected", .activatedCarbon(CarbonSettings(form: .granular, installed: Day("2026-11-10"))),
            before: [
                .record(.minutes(-60), calibration), .polls(60, .minutes(-40), .minutes(-10), box()),
                .record(.minutes(-20), work), .polls(60, .minutes(-9), .minutes(-5), gasIsBack),
                .polls(60, .minutes(-4), .zero, box(.uncertain(.clockUntrusted))),
            ],
            after: [
                .polls(60, .minutes(1), .minutes(2), box(.uncertain(.clockUntrusted))),
                .polls(60, .minutes(3), .minutes(20), box()), .polls(60, .minutes(21), .minutes(40), gasIsBack),
                .ticks(60, .minutes(41), .minutes(50)),
            ]
        )
    }()

    static let carbonInstruments = instruments(
        "carbon-instruments", .activatedCarbon(CarbonSettings(form: .granular, installed: Day("2026-11-10"))),
        (.vocIn, .init(55, .milligramPerCubicMetre)), (.pressureDrop, .init(1100, .pascal)), (.fanState, .init(1, .one))
    )

    static let fumeInstruments = instruments(
        "fume-instruments", .fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-11-01"))),
        (.fume, .init(0.7, .milligramPerCubicMetre)), (.pressureDrop, .init(140, .pascal)), (.fanState, .init(1, .one))
    )

    static let machineryInstruments = instruments(
        "machinery-instruments",
        .nonroadMachinery(
            MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2026-06-01"), registration: "苏A-0423")),
        (.smoke, .init(0.2, .perMetre)), (.exhaustTemp, .init(320, .celsius)), (.engineSpeed, .init(1500, .rpm))
    )

    static let dustInstruments = instruments(
        "dust-instruments", .dustSite, (.pm10, .init(70, .microgramPerCubicMetre)),
        (.tsp, .init(110, .microgramPerCubicMetre)), (.noise, .init(60, .decibel))
    )

    private typealias Channel = (quantity: Quantity, reading: GoldenReading)

    /// For 4 of 5 minutes nothing good has come: one value stands still, one is out of range, and one is of a clock that
    /// nobody set.
    private static func instruments(
        _ name: String, _ settings: Facility.Settings, _ still: Channel, _ outside: Channel, _ untimed: Channel
    ) -> GoldenSituation {
        func marked(_ channel: Channel, _ quality: Quality) -> GoldenEvent.Readings {
            [
                channel.quantity: GoldenReading(
                    quality.isBad ? nil : channel.reading.value, channel.reading.unit, quality)
            ]
        }
        func devices(_ isRight: Bool) -> [String: GoldenEvent.Readings] {
            [
                "sensor@line-1/1": marked(still, isRight ? .good : .uncertain(.stuck)),
                "sensor@line-1/2": marked(outside, isRight ? .good : .bad(.outOfRange)),
                "sensor@line-1/3": marked(untimed, isRight ? .good : .uncertain(.clockUntrusted)),
            ]
        }
        return GoldenSituation(
            name, settings,
            before: [
                .polls(20, .minutes(-10), .minutes(-4), devices(true)),
                .polls(20, .seconds(-220), .zero, devices(false)),
            ],
            after: [
                .polls(20, .seconds(20), .minutes(3), devices(false)),
                .polls(20, .seconds(200), .minutes(6), devices(true)),
            ]
        )
    }
}
