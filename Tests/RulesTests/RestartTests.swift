import Facilities
import Foundation
import Testing

@testable import Rules

/// Runs `restore` from inside a decoder.
private struct Restored: Decodable {
    nonisolated(unsafe) static var rules = facility(.dustSite)

    init(from decoder: any Decoder) throws {
        #expect(Self.rules.restore(from: decoder) == nil)
    }
}

@Suite(.serialized) struct RestartTests {
    private static let kinds: [Facility.Settings] = [
        .activatedCarbon(
            CarbonSettings(form: .granular, mass: 100, face: 2, dailyHours: 8, installed: Day("2026-11-20"))
        ), .fumePurifier(FumeSettings(stoves: 4)),
        .nonroadMachinery(MachinerySettings(limitClass: .two, power: 120)), .dustSite,
        .complaintPoint(ComplaintSettings()),
    ]

    /// Values around their limits, records that may come late, ticks: some twelve minutes apart, three days in all.
    private func randomEvents(_ kind: Facility.Kind) -> [Event] {
        (0..<360).map { index in
            let seconds = index * 720 + Int.random(in: 0..<700)
            return switch Int.random(in: 0..<12) {
            case 0: .tick(start + .seconds(seconds))
            case 1: randomRecord(kind, seconds)
            default: sample(seconds, randomReading(kind), Reading(.fanState, [0, 1, 1, 1].randomElement()!, .one))
            }
        }
    }

    private func randomReading(_ kind: Facility.Kind) -> Reading {
        switch kind {
        case .activatedCarbon: randomCarbonReading()
        case .fumePurifier:
            [
                Reading(.fume, .random(in: 0...3), .milligramPerCubicMetre),
                Reading(.fumeIn, .random(in: 0...9), .milligramPerCubicMetre),
                Reading(.airFlow, .random(in: 0...9000), .cubicMetrePerHour),
                Reading(.purifierCurrent, .random(in: 0...1), .ampere),
                Reading(.pressureDrop, .random(in: 50...300), .pascal),
            ].randomElement()!
        case .nonroadMachinery:
            [
                Reading(.smoke, .random(in: 0.5...1), .perMetre), Reading(.engineSpeed, .random(in: 0...2000), .rpm),
                Reading(.dpfPressure, .random(in: 0...30), .kilopascal),
                Reading(.nox, .random(in: 0...2000), .partsPerMillion),
                Reading(.ureaLevel, .random(in: 0...20), .percent),
                Reading(.exhaustTemp, .random(in: 100...800), .celsius),
            ].randomElement()!
        case .dustSite: randomDust()
        case .complaintPoint: Reading(.noise, .random(in: 40...60), .decibel)
        }
    }

    private func randomDust() -> Reading {
        let unit = PhysicalUnit.microgramPerCubicMetre
        let doubts: [Quality] = [
            .uncertain(.stuck), .bad(.outOfRange), .uncertain(.clockUntrusted), .uncertain(.maintenance),
        ]
        return switch Int.random(in: 0..<6) {
        case 0: Reading(.noise, .random(in: 40...90), .decibel)
        case 1: Reading(.sprayState, [0, 0, 1].randomElement()!, .one)
        case 2: Reading(.pm25, .random(in: 0...100), unit, quality: doubts.randomElement()!)
        default: Reading([.tsp, .pm10].randomElement()!, .random(in: 0...1000), unit)
        }
    }

    /// Six hours by the minute, with a city mean an hour.
    private func denseDust() -> [Event] {
        let unit = PhysicalUnit.microgramPerCubicMetre
        return (0..<360).flatMap { minute in
            let quality: Quality = [.good, .good, .good, .good, .good, .uncertain(.stuck)].randomElement()!
            let dust = sample(
                minute * 60, Reading(.tsp, .random(in: 0...1000), unit, quality: quality),
                Reading(.pm10, .random(in: 100...260), unit), Reading(.noise, .random(in: 40...73), .decibel)
            )
            let spray = sample(minute * 60 + 30, of: "line/2", Reading(.sprayState, .random(in: 0...0.6), .one))
            return [dust, spray] + (minute % 60 == 5 ? [randomRecord(.dustSite, minute * 60)] : [])
        }
    }

    private func randomCarbonReading() -> Reading {
        [
            Reading(.pressureDrop, .random(in: 0...3000), .pascal),
            Reading(.temperature, .random(in: 30...50), .celsius),
            Reading(.bedTemperature, .random(in: 70...90), .celsius),
            Reading(.humidity, .random(in: 70...90), .percent),
            Reading(.airFlow, .random(in: 3000...6000), .cubicMetrePerHour),
            Reading(.vocIn, .random(in: 0...200), .milligramPerCubicMetre),
            Reading(.vocOut, .random(in: 0...100), .milligramPerCubicMetre),
            Reading(.carbonWeight, .random(in: 60...120), .kilogram),
            Reading(.vocIn, .milligramPerCubicMetre, bad: .noAnswer),
        ].randomElement()!
    }

    private func randomCarbonRecord() -> any RecordContent {
        var replacement = CarbonReplacement(mass: 100, iodineValue: .random(in: 700...900), iodineMethod: .gb7702)
        replacement.spentMass = .random(in: 80...120)
        let inspection = CarbonInspection(
            colour: .good, form: .good, weight: CarbonInspection.Grade.allCases.randomElement()!, bubbles: .good,
            iodineValue: .random(in: 700...900), iodineMethod: IodineMethod.allCases.randomElement()!
        )
        let transfer = WasteTransfer(mass: .random(in: 50...150), manifest: "20263201000001", disposalFirm: "危废公司")
        let records: [any RecordContent] = [
            replacement, inspection, transfer, Rectification(rule: "carbon.bypass"),
        ]
        return records.randomElement()!
    }

    private func randomRecord(_ kind: Facility.Kind, _ seconds: Int) -> Event {
        let id = "\(Int.random(in: 0..<3))"
        if kind == .complaintPoint, Bool.random() { return randomEvidence(id, seconds) }
        let bodies: [any RecordContent] =
            switch kind {
            case .activatedCarbon: [randomCarbonRecord()]
            case .fumePurifier: [Cleaning(), CleaningStart()]
            case .nonroadMachinery:
                [
                    ExhaustTest(smoke: .random(in: 0.5...1), ringelmann: .random(in: 0...2)),
                    Registration(number: id),
                ]
            case .dustSite:
                [CityAir(from: (start + .seconds(seconds)).start(ofInterval: .hours(1)), pm10: .random(in: 0...500))]
            case .complaintPoint:
                [
                    Complaint(id: id, text: "", place: ["甲", "乙"].randomElement()),
                    AnsweredComplaint(id: id, text: ""),
                    ClosedComplaint(id: id, text: ""),
                ]
            }
        let body = bodies.randomElement()!
        return .record(Record(at: start + .seconds(seconds - .random(in: 0..<7200)), by: "王", body))
    }

    private func randomEvidence(_ id: String, _ seconds: Int) -> Event {
        let line = Evidence.Line(rule: "fume.limit", level: Finding.Level.allCases.randomElement()!, minutes: 35)
        let around = Evidence.OfFacility(code: code, kind: .fumePurifier, light: .green, lines: [line])
        let until = start + .seconds(seconds)
        return .evidence(
            Evidence(complaint: id, from: until - .hours(6), until: until, facilities: Bool.random() ? [] : [around]))
    }

    /// Of the site's own, on what `randomReading` gives.
    private static let thresholds = [
        Threshold("loud", .noise, .above, Measure(55, .decibel), after: .minutes(20), text: Text(zh: "吵", en: "loud")),
        Threshold("quiet", .noise, .below, Measure(45, .decibel), band: 5, text: Text(zh: "静", en: "quiet")),
    ]

    @Test(arguments: kinds) func aRestartAnywhereChangesNothing(settings: Facility.Settings) throws {
        try check(settings, randomEvents(settings.kind))
    }

    /// So dense that means of minutes and hours can be judged.
    @Test func aRestartBetweenMinutesChangesNothing() throws {
        try check(.dustSite, denseDust())
    }

    /// The technician corrects the settings between two runs.
    @Test func whatTheSettingsSayIsNotRemembered() throws {
        func carbon(_ mass: Double, _ installed: String) -> Facility.Settings {
            .activatedCarbon(
                CarbonSettings(
                    form: .granular, mass: mass, removedConcentration: 40, airVolume: 10_000, dailyHours: 8,
                    installed: Day(installed)))
        }
        // 100 kg last for 3 days, 1000 kg for 31.
        var before = facility(carbon(100, "2026-11-16"))
        #expect(before.levels(of: "carbon.cycle", after: [.tick(start)]) == [.red])
        for corrected in [carbon(1000, "2026-11-16"), carbon(100, "2026-11-23")] {
            Restored.rules = facility(corrected)
            _ = try JSONDecoder().decode(Restored.self, from: JSONEncoder().encode(before))
            let levels = Restored.rules.levels(of: "carbon.cycle", after: [.tick(start)])
            #expect(levels == (corrected == carbon(1000, "2026-11-16") ? [] : [.yellow]))
        }
    }

    private func check(_ settings: Facility.Settings, _ events: [Event]) throws {
        var whole = facility(settings, thresholds: Self.thresholds)
        let expected = events.map { whole.consider($0) }
        // One restart, now here, now there.
        for cut in stride(from: 0, to: events.count, by: 23) {
            var before = facility(settings, thresholds: Self.thresholds)
            var entries = events[..<cut].map { before.consider($0) }
            var after = try restarted(before, settings)
            entries += events[cut...].map { after.consider($0) }
            expectSame(entries, expected)
            #expect(differences(after.status, whole.status) == [])
        }
        // A restart before every single event.
        var rules = facility(settings, thresholds: Self.thresholds)
        let entries = try events.map { event in
            rules = try restarted(rules, settings)
            return rules.consider(event)
        }
        expectSame(entries, expected)
        #expect(differences(rules.status, whole.status) == [])
    }

    /// Names the first event after which something else came.
    private func expectSame(_ entries: [[Entry]], _ expected: [[Entry]]) {
        #expect(entries.count == expected.count)
        guard let index = zip(entries, expected).enumerated().first(where: { $1.0 != $1.1 })?.offset else { return }
        let (is_, was) = (names(entries[index]), names(expected[index]))
        Issue.record("event \(index): \(is_), without a restart \(was)")
    }

    private func names(_ entries: [Entry]) -> [String] {
        entries.map { "\($0.kind) \($0.finding?.rule ?? "") \($0.finding?.cause ?? "")" }
    }

    private func differences(_ status: Status, _ other: Status) -> [String] {
        guard status != other else { return [] }
        let findings = Set(status.findings).symmetricDifference(other.findings).map { "\($0.rule) \($0.cause)" }
        let next = "\(status.next.map { "\($0)" } ?? "") \(other.next.map { "\($0)" } ?? "")"
        return findings + [next, "\(status.light) \(other.light) \(status.since) \(other.since)"]
    }

    private func restarted(_ rules: FacilityRules, _ settings: Facility.Settings) throws -> FacilityRules {
        Restored.rules = facility(settings, thresholds: Self.thresholds)
        _ = try JSONDecoder().decode(Restored.self, from: JSONEncoder().encode(rules))
        return Restored.rules
    }
}
