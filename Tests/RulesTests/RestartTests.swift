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
        .activatedCarbon(CarbonSettings(form: .granular, designCycle: 30)), .fumePurifier(FumeSettings(stoves: 4)),
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
        case .activatedCarbon: Reading(.pressureDrop, .random(in: 2000...3000), .pascal)
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
        case .dustSite: Reading([.tsp, .pm10].randomElement()!, .random(in: 0...1000), .microgramPerCubicMetre)
        case .complaintPoint: Reading(.noise, 50, .decibel)
        }
    }

    private func randomRecord(_ kind: Facility.Kind, _ seconds: Int) -> Event {
        let id = "\(Int.random(in: 0..<3))"
        let body: Record.Body =
            switch kind {
            case .activatedCarbon: .replacement(CarbonReplacement(mass: 900))
            case .fumePurifier: .cleaning(Cleaning())
            case .nonroadMachinery:
                [
                    .exhaustTest(ExhaustTest(smoke: .random(in: 0.5...1), ringelmann: .random(in: 0...2))),
                    .registration(Registration(number: id)),
                ].randomElement()!
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
