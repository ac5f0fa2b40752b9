import Facilities

extension GoldenSituation {
    static let fume = [
        purifierDirty, purifierFouling, fumeSensorDead, kitchenSilent, fumeInstruments, fumeMissing, purifierIdle,
    ]

    private static let milligram = PhysicalUnit.milligramPerCubicMetre
    private static let on = GoldenReading(1, .one)
    private static let off = GoldenReading(0, .one)

    private static func kitchen(
        fume: Double, inlet: Double? = nil, purifier: GoldenReading = on, current: Double = 0.6
    ) -> [String: GoldenEvent.Readings] {
        let before = inlet.map { ["sojo-air6@line-1/2": [Quantity.fumeIn: GoldenReading($0, milligram)]] } ?? [:]
        let monitor: GoldenEvent.Readings = [
            .fume: .init(fume, milligram), .fanState: on, .purifierState: purifier,
            .purifierCurrent: .init(current, .ampere), .airFlow: .init(9000, .cubicMetrePerHour),
            .pressureDrop: .init(150, .pascal),
        ]
        return before.merging(["mashang-fume-monitor@line-1/1": monitor]) { first, _ in first }
    }

    /// Cleaning overdue, the purifier off, ten minutes half over and an hour of operation half done.
    private static let purifierDirty = GoldenSituation(
        "fume-dirty", .fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-07-01"))),
        before: [
            .record("2026-09-20", Cleaning(parts: [.plates])),
            .polls(60, .minutes(-35), .minutes(-26), kitchen(fume: 1.2, inlet: 9)),
            .polls(60, .minutes(-25), .minutes(-1), kitchen(fume: 1.7, inlet: 6, purifier: off)),
            .record(.minutes(-3), Acknowledgement(rule: "fume.purifierOff")),
            .polls(60, .zero, .minutes(5), kitchen(fume: 1.9, inlet: 6, purifier: off)),
        ],
        after: [
            .polls(60, .minutes(6), .minutes(30), kitchen(fume: 1.9, inlet: 6, purifier: off)),
            .polls(60, .minutes(31), .minutes(33), kitchen(fume: 0.4, inlet: 6)), .ticks(3600, .hours(1), .hours(24)),
            .record(.hours(24), Cleaning(parts: [.plates, .filter])), .ticks(3600, .hours(25), .hours(26)),
        ]
    )

    /// What the clean purifier took is known, and most of the hours that are compared with it.
    private static let purifierFouling: GoldenSituation = {
        func cooking(_ current: Double, _ pressure: Double) -> [String: GoldenEvent.Readings] {
            [
                "mashang-fume-monitor@line-1/1": [
                    .fanState: on, .purifierCurrent: .init(current, .ampere), .pressureDrop: .init(pressure, .pascal),
                ]
            ]
        }
        return GoldenSituation(
            "fume-fouling", .fumePurifier(FumeSettings(stoves: 2)), limits: ["foulingHours": Measure(2, .hour)],
            before: [
                .record(.hours(-10), Cleaning()), .polls(300, .hours(-9), .hours(-7), cooking(0.60, 120)),
                .polls(300, .minutes(-415), .hours(-5), cooking(0.52, 140)),
                .polls(300, .minutes(-295), .hours(-3), cooking(0.48, 158)),
                .polls(300, .minutes(-175), .minutes(-20), cooking(0.40, 176)),
            ],
            after: [
                .record(.hours(-60), Cleaning(remark: "补录")),
                .polls(60, .minutes(-19), .minutes(60), cooking(0.38, 188)),
            ]
        )
    }()

    /// A sensor that shows next to nothing for 27 of 30 minutes; a purifier that has been off for 4 of 5.
    private static let fumeSensorDead = GoldenSituation(
        "fume-sensor", .fumePurifier(FumeSettings(stoves: 8, lastCleaned: Day("2026-10-20"))),
        thresholds: [
            Threshold(
                "idle", .fume, .below, Measure(0.05, milligram), after: .minutes(28), level: .grey,
                text: Text(zh: "油烟过低", en: "hardly any fume"))
        ],
        before: [
            .polls(60, .minutes(-45), .minutes(-28), kitchen(fume: 0.9)),
            .polls(60, .minutes(-27), .minutes(-5), kitchen(fume: 0.01)),
            .polls(60, .minutes(-4), .zero, kitchen(fume: 0.01, purifier: off)),
        ],
        after: [
            // The fan is asked less often than the others.
            .polls(
                60, .minutes(1), .minutes(4),
                ["mashang-fume-monitor@line-1/1": [.fume: .init(0.01, milligram), .purifierState: off]]),
            .polls(60, .minutes(5), .minutes(36), kitchen(fume: 0.01, purifier: off)),
            .polls(60, .minutes(37), .minutes(39), kitchen(fume: 0.8)),
        ]
    )

    /// The sensors went silent, one of them stuck before; somebody is at work on the kitchen.
    private static let kitchenSilent: GoldenSituation = {
        func monitor(_ fume: GoldenReading, _ fan: GoldenReading = on) -> [String: GoldenEvent.Readings] {
            ["mashang-fume-monitor@line-1/1": [.fume: fume, .fanState: fan, .purifierState: on]]
        }
        let stuck = monitor(.init(0.7, milligram, .uncertain(.stuck)))
        let gone = monitor(.init(nil, milligram, .bad(.noAnswer)), .init(nil, .one, .bad(.noAnswer)))
        let work = Maintenance(until: start + .minutes(20), text: "检修线路")
        return GoldenSituation(
            "fume-silent", .fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-11-01"))),
            before: [
                .polls(60, .minutes(-30), .minutes(-8), stuck),
                .polls(60, .minutes(-7), .minutes(-5), monitor(.init(0.7, milligram))),
                .polls(60, .minutes(-4), .minutes(-2), gone), .record(.minutes(-1), work),
                .polls(60, .minutes(-1), .minutes(4), monitor(.init(0.8, milligram))),
                .ticks(60, .minutes(5), .minutes(8)),
            ],
            after: [
                .polls(60, .minutes(9), .minutes(12), stuck), .ticks(60, .minutes(13), .minutes(19)),
                .polls(60, .minutes(20), .minutes(28), stuck),
            ]
        )
    }()

    /// A purifier that has been on beside a standing fan for 8 of 10 minutes.
    private static let purifierIdle: GoldenSituation = {
        func monitor(_ purifier: GoldenReading) -> [String: GoldenEvent.Readings] {
            ["mashang-fume-monitor@line-1/1": [.fanState: off, .purifierState: purifier]]
        }
        return GoldenSituation(
            "fume-idle", .fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-11-01"))),
            before: [.polls(60, .minutes(-8), .zero, monitor(on))],
            after: [
                .polls(60, .minutes(1), .minutes(5), monitor(on)), .polls(60, .minutes(6), .minutes(8), monitor(off)),
            ]
        )
    }()
}
