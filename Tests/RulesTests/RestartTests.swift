import Facilities
import Foundation
import Rules
import Testing

/// Runs `restore` from inside a decoder.
private struct Restored: Decodable {
    nonisolated(unsafe) static var rules = facility(.dustSite)

    init(from decoder: any Decoder) throws {
        try Self.rules.restore(from: decoder)
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
        case .fumePurifier: Reading(.fume, .random(in: 1...3), .milligramPerCubicMetre)
        case .nonroadMachinery: Reading(.smoke, .random(in: 0.5...1), .perMetre)
        case .dustSite: Reading([.tsp, .pm10].randomElement()!, .random(in: 0...1000), .microgramPerCubicMetre)
        case .complaintPoint: Reading(.noise, 50, .decibel)
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

    private func randomCarbonRecord() -> Record.Body {
        var replacement = CarbonReplacement(mass: 100, iodineValue: .random(in: 700...900), iodineMethod: .gb7702)
        replacement.spentMass = .random(in: 80...120)
        let inspection = CarbonInspection(
            colour: .good, form: .good, weight: CarbonInspection.Grade.allCases.randomElement()!, bubbles: .good,
            iodineValue: .random(in: 700...900), iodineMethod: IodineMethod.allCases.randomElement()!
        )
        let transfer = WasteTransfer(mass: .random(in: 50...150), manifest: "20263201000001", disposalFirm: "危废公司")
        return [
            .replacement(replacement), .inspection(inspection), .wasteTransfer(transfer),
            .rectification(FindingNote(rule: "carbon.bypass")),
        ].randomElement()!
    }

    private func randomRecord(_ kind: Facility.Kind, _ seconds: Int) -> Event {
        let id = "\(Int.random(in: 0..<3))"
        let body: Record.Body =
            switch kind {
            case .activatedCarbon: randomCarbonRecord()
            case .fumePurifier: .cleaning(Cleaning())
            case .nonroadMachinery: .exhaustTest(ExhaustTest(smoke: .random(in: 0.5...1)))
            case .dustSite: .cityMean(CityMean(pm10: .random(in: 0...500)))
            case .complaintPoint:
                [
                    .complaint(Complaint(id: id, text: "")), .complaintAnswer(ComplaintStep(id: id, text: "")),
                    .complaintClosing(ComplaintStep(id: id, text: "")),
                ].randomElement()!
            }
        return .record(Record(at: start + .seconds(seconds - .random(in: 0..<7200)), by: "王", body))
    }

    @Test(arguments: kinds) func aRestartAnywhereChangesNothing(settings: Facility.Settings) throws {
        let events = randomEvents(settings.kind)
        var whole = facility(settings)
        let expected = events.map { whole.consider($0) }
        for cut in stride(from: 0, to: events.count, by: 23) {
            var before = facility(settings)
            var entries = events[..<cut].map { before.consider($0) }
            Restored.rules = facility(settings)
            _ = try JSONDecoder().decode(Restored.self, from: JSONEncoder().encode(before))
            entries += events[cut...].map { Restored.rules.consider($0) }
            #expect(entries == expected)
            #expect(Restored.rules.status == whole.status)
        }
    }
}
