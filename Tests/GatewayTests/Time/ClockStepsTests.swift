import Facilities
import Journal
import Rules
import TestSupport
import Testing

@testable import Gateway

/// Facilities whose plant does the same whatever is done to the gateway's clock.
struct ClockStepsTests {
    private let folder = try! TemporaryFolder()

    private static let truth = Timestamp("2027-03-01T02:00:00Z")!
    private static let adsorber = Facility.Code("NJ320104C00012K")!
    private static let kitchen = Facility.Code("NJ320104F000023")!
    private static let facilities = [
        Facility(
            code: adsorber, name: "活性炭箱",
            settings: .activatedCarbon(CarbonSettings(form: .granular))),
        Facility(code: kitchen, name: "厨房", settings: .fumePurifier(FumeSettings(stoves: 4))),
    ]

    /// The rules that judge by how long something lasts, and not by the calendar.
    private static let rules: Set<String> = [
        "carbon.pressure", "carbon.bypass", "carbon.temperature", "fume.purifierOff", "data.silent",
    ]

    /// What came of a rule, and after how long.
    private struct Found: Hashable, Comparable, CustomStringConvertible {
        var elapsed: Int64
        var what: String

        static func < (left: Self, right: Self) -> Bool { (left.elapsed, left.what) < (right.elapsed, right.what) }
        var description: String { "\(elapsed / 1000) s \(what)" }
    }

    /// What is done at a moment.
    private enum Act {
        case turn(ahead: Duration)
        /// The gateway ends and starts again on the same machine.
        case restart
        /// The machine starts again with a clock that is so far ahead.
        case reboot(ahead: Duration)
    }

    /// The pressure drop in Pa, the bed's temperature in °C, and whether the purifier runs, after so many seconds.
    private func plant(_ second: Int) -> (pressure: Double, bed: Double, purifier: Double) {
        switch second {
        case 300..<1500: (3000, 35, 0)
        case 1500..<2400: (900, 35, 1)
        case 2400..<2700: (900, 150, 0)
        case 2700..<3000: (20, 35, 0)
        default: (900, 35, 1)
        }
    }

    private func samples(_ second: Int, at time: Timestamp) -> [Arrival] {
        let (pressure, bed, purifier) = plant(second)
        let carbon = Sample(
            device: DeviceID("line-1/1"), time: time,
            readings: [
                Reading(.pressureDrop, pressure + Double(second % 7), .pascal),
                Reading(.temperature, bed + Double(second % 5) / 10, .celsius), Reading(.fanState, 1, .one),
            ])
        let fume = Sample(
            device: DeviceID("line-1/2"), time: time,
            readings: [Reading(.fanState, 1, .one), Reading(.purifierState, purifier, .one)])
        return [
            Arrival(facility: Self.adsorber, event: .sample(carbon)),
            Arrival(facility: Self.kitchen, event: .sample(fume)),
        ]
    }

    private static let period = 10

    /// Runs an hour of the plant.
    private func run(_ acts: [Int: Act], name: String) async throws -> (found: [Found], journal: Journal) {
        let machine = TurnedClock(at: Self.truth)
        let journal = try Journal.open(path: folder.path + "/\(name).sqlite", now: Self.truth)
        var (clock, driven) = try start(machine, journal)
        var found: [Found] = []
        var position: Int64 = 0
        for second in stride(from: 0, to: 3600, by: Self.period) {
            machine.pass(.seconds(Self.period))
            switch acts[second] {
            case .turn(let error): machine.turn(ahead: error)
            case .restart: (clock, driven) = try start(machine, journal)
            case .reboot(let error):
                machine.turn(ahead: error)
                machine.startAgain(after: .zero)
                (clock, driven) = try start(machine, journal)
            case nil: break
            }
            await driven.keeping.intake.lookAtClock()
            await driven.keeping.intake.take(stampedByUptime: samples(second, at: clock.uptime))
            if second % 60 == 0 { await driven.tick(clock.now) }
            await driven.pass(clock.now)
            for entry in try journal.ledger(after: position, limit: .max) {
                position = entry.kept.sequence
                guard case .finding(let step, let finding) = entry.kept.content, Self.rules.contains(finding.rule)
                else { continue }
                let what = "\(step.rawValue) \(finding.rule) \(finding.cause) \(finding.level.rawValue)"
                found.append(Found(elapsed: Int64(second) * 1000, what: what))
            }
        }
        return (found.sorted(), journal)
    }

    private func start(_ machine: TurnedClock, _ journal: Journal) throws -> (SiteClock, DrivenKeeping) {
        let clock = try SiteClock(machine.system, after: journal)
        return (clock, try DrivenKeeping(Self.facilities, journal: journal, clock: clock))
    }

    private static let distances: [Duration] = [
        .seconds(2), .seconds(30), .minutes(1), .hours(1), .hours(30), .days(3), .days(200), .days(3650), .days(20_000),
    ]

    /// At these moments nothing that lasts is about to be found: what the machine did while it was off, nobody knows.
    private static let quiet = [100, 200, 1400, 2200, 2300, 3500]

    private func schedule(_ random: inout SplitMix) -> [Int: Act] {
        var acts: [Int: Act] = [:]
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let distance = Self.distances.randomElement(using: &random)!
            let error = Bool.random(using: &random) ? distance : .zero - distance
            let second = Int.random(in: 1..<350, using: &random) * 10
            switch Int.random(in: 0..<6, using: &random) {
            case 0: acts[Self.quiet.randomElement(using: &random)!] = .reboot(ahead: error)
            case 1: acts[second] = .restart
            case 2: acts[second] = .turn(ahead: .zero)
            default: acts[second] = .turn(ahead: error)
            }
        }
        return acts
    }

    @Test func anyScheduleOfStepsGivesTheSameFindingsAfterTheSameTime() async throws {
        let without = try await run([:], name: "without").found
        #expect(Set(without.map { $0.what.split(separator: " ")[1] }).count >= 3, "\(without)")
        for seed in UInt64(1)...20 {
            var random = SplitMix(seed: seed)
            let acts = schedule(&random)
            let (found, journal) = try await run(acts, name: "\(seed)")
            #expect(found == without, "\(seed) \(acts.sorted { $0.key < $1.key })")
            #expect(try journal.ledgerFaults() == [])
        }
    }

    @Test func onceTheClockIsRightEveryTimeOfThatStartIsTheTrueOne() async throws {
        for (index, error) in Self.distances.flatMap({ [$0, .zero - $0] }).enumerated() {
            let acts: [Int: Act] = [0: .reboot(ahead: error), 600: .restart, 1200: .turn(ahead: .zero), 1800: .restart]
            let (_, journal) = try await run(acts, name: "right\(index)")
            let times = try journal.portion(after: 0, limit: .max).compactMap { item in
                if case .sample(let kept) = item, kept.facility == Self.kitchen { kept.time } else { nil }
            }
            let expected = (1...360).map { Self.truth + .seconds($0 * 10) }
            #expect(times == expected, "\(error): \(zip(times, expected).first { $0 != $1 }.map { "\($0)" } ?? "")")
        }
    }
}
