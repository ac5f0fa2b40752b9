import Facilities

extension GoldenSituation {
    static let dust = [hourHalfFull, dayToGrade, noisyNight, dustInstruments, dustMissing]

    private static let microgram = PhysicalUnit.microgramPerCubicMetre

    private static func site(
        tsp: GoldenReading, pm10: Double, noise: Double, spray: Double, pm25: GoldenReading = .init(60, microgram)
    ) -> [String: GoldenEvent.Readings] {
        [
            "mashang-dust-station@line-1/1": [.tsp: tsp, .pm10: .init(pm10, microgram), .pm25: pm25],
            "sojo-noise@line-1/2": [.noise: .init(noise, .decibel)],
            "mashang-forty-words@line-2/7": [.sprayState: .init(spray, .one)],
        ]
    }

    private static func tsp(_ value: Double) -> GoldenReading { .init(value, microgram) }

    /// A quarter and an hour that have begun, an hour that waits for the city's, and dust without spray for 4 minutes.
    private static let hourHalfFull: GoldenSituation = {
        let missing = GoldenReading(nil, microgram, .bad(.noAnswer))
        return GoldenSituation(
            "dust-hour", .dustSite,
            thresholds: [
                Threshold(
                    "tsp", .tsp, .above, Measure(400, microgram), band: 50, after: .minutes(60),
                    clearAfter: .minutes(4),
                    text: Text(zh: "接近限值", en: "near its limit"))
            ],
            before: [
                .polls(60, .minutes(-125), .minutes(-60), site(tsp: tsp(320), pm10: 90, noise: 60, spray: 1)),
                .record(
                    .minutes(-100),
                    CityAir(from: (start + .minutes(-100)).start(ofInterval: .hours(1)), pm10: 70)),
                .polls(60, .minutes(-59), .minutes(3), site(tsp: tsp(540), pm10: 190, noise: 71.5, spray: 1)),
                .polls(
                    60, .minutes(4), .minutes(8), site(tsp: tsp(540), pm10: 190, noise: 71.5, spray: 0, pm25: missing)),
            ],
            after: [
                .polls(
                    60, .minutes(9), .minutes(31), site(tsp: tsp(510), pm10: 180, noise: 66, spray: 0, pm25: missing)),
                .record(
                    .minutes(-30),
                    CityAir(from: (start + .minutes(-30)).start(ofInterval: .hours(1)), pm10: 95)),
                .polls(60, .minutes(32), .minutes(61), site(tsp: tsp(300), pm10: 100, noise: 66, spray: 1)),
            ]
        )
    }()

    /// 20 minutes of the day are left, which is graded two hours after midnight; the day before was graded low already.
    private static let dayToGrade: GoldenSituation = {
        func dusty(_ tsp: Double, _ pm10: Double = 120) -> [String: GoldenEvent.Readings] {
            ["mashang-dust-station@line-1/1": [.tsp: .init(tsp, microgram), .pm10: .init(pm10, microgram)]]
        }
        let midnight = Duration.hours(-10)
        return GoldenSituation(
            "dust-day", .dustSite,
            before: [
                .polls(60, midnight - .hours(49), midnight - .hours(38), dusty(650)),
                .polls(60, midnight - .minutes(2279), midnight - .minutes(61), dusty(600)),
                .record(
                    midnight - .hours(10),
                    CityAir(from: (start + midnight - .hours(10)).start(ofInterval: .hours(1)), pm10: 20)),
                .record(
                    midnight - .hours(9),
                    CityAir(from: (start + midnight - .hours(9)).start(ofInterval: .hours(1)), pm10: 90)),
                .polls(60, midnight - .minutes(60), midnight - .minutes(20), dusty(480, 200)),
            ],
            after: [
                .polls(60, midnight - .minutes(19), midnight + .minutes(60), dusty(490)),
                .record(
                    midnight - .minutes(10),
                    CityAir(from: (start + midnight - .minutes(10)).start(ofInterval: .hours(1)), pm10: 60)),
                .record(
                    midnight - .minutes(90),
                    CityAir(from: (start + midnight - .minutes(90)).start(ofInterval: .hours(1)), pm10: 30)),
                .polls(60, midnight + .minutes(61), midnight + .minutes(180), dusty(150)),
            ]
        )
    }()

    /// A loud night with a maximum, a gap in the data, and a spray that was not switched on.
    private static let noisyNight: GoldenSituation = {
        let night = Duration.hours(-11)
        func quiet(_ noise: Double, _ dust: GoldenReading, spray: Double) -> [String: GoldenEvent.Readings] {
            site(tsp: dust, pm10: 70, noise: noise, spray: spray)
        }
        let missing = GoldenReading(nil, microgram, .bad(.busError))
        return GoldenSituation(
            "dust-night", .dustSite,
            before: [
                .polls(60, night - .minutes(70), night - .minutes(1), quiet(58, missing, spray: 0)),
                .polls(60, night, night + .minutes(12), quiet(58, tsp(450), spray: 0)),
                .polls(60, night + .minutes(13), night + .minutes(14), quiet(74, tsp(450), spray: 0)),
                .polls(60, night + .minutes(15), night + .minutes(25), quiet(58, tsp(450), spray: 0)),
                .record(night + .minutes(20), Shelving(rule: "dust.spray", until: start, text: "水泵待修")),
            ],
            after: [
                .polls(60, night + .minutes(26), night + .minutes(33), quiet(50, tsp(300), spray: 0)),
                .polls(60, night + .minutes(34), night + .minutes(62), quiet(50, tsp(120), spray: 1)),
                .ticks(3600, .minutes(-540), .hours(2)),
            ]
        )
    }()
}
