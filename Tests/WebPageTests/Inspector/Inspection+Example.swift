import Facilities

@testable import WebPage

extension Inspection {
    static let people: [(Operator, pin: String)] = [
        person("李科", .inspector, "111111"), person("王老板", .owner, "222222"), person("刘大姐", .operator, "333333"),
        person("小周", .technician, "444444"),
    ]

    private static func person(_ name: String, _ role: Operator.Role, _ pin: String) -> (Operator, pin: String) {
        (Operator(name: name, role: role, since: FixedSource.noon - Duration.hours(1)), pin: pin)
    }

    private static func entry(_ sequence: Int64, _ content: Entry) -> KeptEntry {
        KeptEntry(sequence: sequence, facility: FacilityDetail.code, time: FixedSource.noon - .hours(3), content)
    }

    private static func completeness(until last: Day) -> Completeness {
        let first = Day("2026-11-01")!
        let days = (0...Int(last.number - first.number)).map { first + $0 }
        let gapDay = Day("2026-11-03")!
        let midnight = gapDay.start(utcOffset: 28_800)
        let gaps = [
            Completeness.Gap(
                .gatewayOff, minutes: 40, from: midnight + Duration.minutes(130),
                until: midnight + Duration.minutes(170)),
            Completeness.Gap(
                .unknown, minutes: 22, from: midnight + Duration.hours(5), until: midnight + Duration.hours(9)),
        ]
        func channel(_ device: String, _ quantity: Quantity, _ place: String, _ rest: Int) -> Completeness.OfChannel {
            let counted = days.enumerated().map { index, day -> Completeness.OfDay in
                if day == gapDay { return .init(day, minutes: 1378, of: 1440, gaps: gaps) }
                guard rest > 0, index % 9 == 4 else { return .init(day, minutes: 1440, of: 1440, gaps: []) }
                let start = day.start(utcOffset: 28_800)
                let gap = Completeness.Gap(.silent, minutes: rest, from: start, until: start + .minutes(rest))
                return .init(day, minutes: 1440 - rest, of: 1440, gaps: [gap])
            }
            return .init(Channel.ID(DeviceID(device), quantity), place: place, days: counted)
        }
        return Completeness(
            days: days,
            channels: [
                channel("p1", .pressureDrop, "一级箱", 0), channel("line-1/3", .temperature, "", 300),
                channel("line-1/4", .fanCurrent, "风机", 1000),
            ])
    }

    /// A month with something of everything, and with script in every text that people write.
    static let example = made()

    private static let noon = FixedSource.noon

    private static func curve() -> Curve {
        var points: [Curve.Point] = []
        let begin: Timestamp = noon - Duration.minutes(270)
        for minute in 0..<120 where minute < 70 || minute > 80 {
            let value: Double = 800 + Double(minute * minute % 37)
            points.append(Curve.Point(begin + Duration.minutes(minute), value))
        }
        return Curve(Channel.ID(DeviceID("p1"), .pressureDrop), .pascal, minutes: 1, points: points)
    }

    private static func made() -> Inspection {
        let suspicion = Suspicion(
            rule: "data.tampering", kind: .tooSmooth, cause: "p1/pressureDrop", from: noon - .hours(4),
            until: noon - .hours(3), figure: 2, limit: .ownDefault("tamperingTurning", 5, .percent),
            text: Text(zh: "压差过于平滑<script>", en: "the pressure drop is too smooth"))
        var evidence = Evidence(
            complaint: "20261124-000001", from: noon - .hours(6), until: noon, category: .odour,
            facilities: [
                .init(
                    code: FacilityDetail.code, kind: .activatedCarbon, light: .red,
                    lines: [.init(rule: "carbon.cycle", level: .red, minutes: 120)],
                    readings: [.init(quantity: .vocOut, unit: .milligramPerCubicMetre, mean: 42.5, maximum: 88)])
            ])
        evidence.more = nil
        let visit = Record(
            at: noon - .hours(20), by: "李科",
            Visit(
                .rectify, [.operation, .records], deadline: Timestamp("2026-11-30T15:59:59Z"),
                text: "<script>alert(1)</script>滤网破损", rule: "carbon.cycle"))
        let seal = Seal(
            from: 101, to: 3700, count: 3598, begin: noon - .hours(1), end: noon,
            hash: String(repeating: "5f", count: 32))
        return Inspection(
            entries: 912, sequence: 4711, hash: String(repeating: "5f", count: 32), seal: entry(4700, .seal(seal)),
            completeness: completeness(until: Day("2026-11-24")!),
            findings: [entry(4600, .finding(.raised, .overdue))],
            evidence: [.init(time: noon, evidence: evidence, lines: [Text(zh: "投诉前6小时内，换炭逾期", en: "carbon overdue")])],
            suspicions: [.init(suspicion, curves: [curve()]), .init(suspicion, curves: [])],
            visits: [entry(4650, .record(visit))])
    }
}
