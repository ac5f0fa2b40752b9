import Facilities
import Rules

/// How often honest years become suspect, by kind of facility; and how soon what somebody does to the data does. A year has
/// a reading a minute of every channel, one answer in a hundred lost, a sensor that stands still for six hours and one
/// that is out of range, a calibration and maintenance in a quarter, and the replacements and cleanings that are due.
@main
struct FalseAlarms {
    /// A Monday's midnight in Nanjing.
    private static let start = Timestamp("2026-01-04T16:00:00Z")!
    private static let year = 525_600

    static func main() {
        let years = CommandLine.arguments.dropFirst().first.flatMap(UInt64.init) ?? 4
        print("| honest years | years | suspicions | a year |\n|---|---|---|---|")
        for kind in Plant.all(seed: 0).indices { honest(kind, years: years) }
        print("\n| trick | shows as | found | after |\n|---|---|---|---|")
        for trick in Trick.allCases { play(trick, seeds: years) }
    }

    private static func honest(_ kind: Int, years: UInt64) {
        var found: [Suspicion] = []
        let name = Plant.all(seed: 0)[kind].facility.kind.rawValue
        for seed in 1...years {
            var plant = Plant.all(seed: seed * 1000)[kind]
            var rules = FacilityRules(for: plant.facility)
            var events = Honest(seed)
            for minute in 0..<year {
                for record in events.records(minute, plant, start) { found += rules.suspicions(.record(record)) }
                for (device, readings) in plant.samples(minute) {
                    let seen = events.disturbed(readings, minute)
                    found += rules.suspicions(device, seen, at: start + .minutes(minute))
                }
            }
        }
        let count = (Double(found.count) / Double(years)).plainText(decimals: 2)
        let kinds = Dictionary(grouping: found) { $0.kind.rawValue }.map { "\($0.key) \($0.value.count)" }.sorted()
        print("| \(name) | \(years) | \(kinds.isEmpty ? "none" : kinds.joined(separator: ", ")) | \(count) |")
    }

    /// A month of it, by several seeds.
    private static func play(_ trick: Trick, seeds: UInt64) {
        let days = (1...seeds).compactMap { seed -> Double? in
            var (plant, dice) = (trick.plant(seed: seed * 77), Dice(seed))
            var rules = FacilityRules(for: plant.facility)
            for minute in 0..<(30 * 1440) {
                let time = start + .minutes(minute)
                let samples = trick.changed(
                    plant.samples(minute), minute: minute, runs: plant.runs(minute), dice: &dice)
                var found = samples.flatMap { rules.suspicions($0.0, $0.1, at: time) }
                if let record = trick.record(samples, at: time, minute: minute) {
                    found += rules.suspicions(.record(record))
                }
                if found.contains(where: { $0.kind == trick.shows }) { return Double(minute) / 1440 }
            }
            return nil
        }
        let mean = days.isEmpty ? "-" : "\((days.reduce(0, +) / Double(days.count)).plainText(decimals: 1)) d"
        print("| \(trick.rawValue) | \(trick.shows.rawValue) | \(days.count) of \(seeds) | \(mean) |")
    }
}

extension FacilityRules {
    fileprivate mutating func suspicions(_ event: Event) -> [Suspicion] {
        consider(event).compactMap { if case .suspicion(let suspicion) = $0 { suspicion } else { nil } }
    }

    fileprivate mutating func suspicions(
        _ device: DeviceID, _ readings: [Reading], at time: Timestamp
    ) -> [Suspicion] {
        suspicions(.sample(marked(Sample(device: device, time: time, readings: readings))))
    }
}
