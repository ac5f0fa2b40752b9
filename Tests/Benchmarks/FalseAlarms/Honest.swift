import Facilities

/// What people do in an honest year, and what goes wrong with the instruments.
struct Honest {
    private var dice: Dice

    init(_ seed: UInt64) { dice = Dice(seed &* 31) }

    private static let quarter = 91 * 1440

    /// Work on the instruments at ten on a day of each quarter, replacements and cleanings while all stands.
    mutating func records(_ minute: Int, _ plant: Plant, _ start: Timestamp) -> [Record] {
        let (time, within) = (start + .minutes(minute), minute % Self.quarter)
        switch within {
        case 20 * 1440 + 600:
            return [
                Record(at: time, by: "运维", Maintenance(mode: .calibrating, until: time + .hours(1), text: "季检"))
            ]
        case 20 * 1440 + 650: return calibration(of: plant, at: time)
        case 60 * 1440 + 900: return work(at: plant, time)
        default: return []
        }
    }

    private mutating func calibration(of plant: Plant, at time: Timestamp) -> [Record] {
        let quantity: Quantity
        switch plant.facility.kind {
        case .activatedCarbon: quantity = .vocOut
        case .fumePurifier: quantity = .fume
        case .nonroadMachinery: quantity = .nox
        case .dustSite, .complaintPoint: quantity = .tsp
        }
        let gain = 1 + 0.03 * dice.normal()
        return [
            Record(
                at: time, by: "运维",
                Calibration(device: Plant.one, quantity: quantity, gain: gain, reference: "标准气"))
        ]
    }

    private func work(at plant: Plant, _ time: Timestamp) -> [Record] {
        switch plant.facility.kind {
        case .activatedCarbon: [Record(at: time, by: "王", CarbonReplacement(mass: 1000))]
        case .fumePurifier: [Record(at: time, by: "王", Cleaning(parts: [.plates]))]
        case .nonroadMachinery, .dustSite, .complaintPoint: []
        }
    }

    /// One answer in a hundred is lost; the first channel stands still for six hours twice a year, and shows ten times too
    /// much for two.
    mutating func disturbed(_ readings: [Reading], _ minute: Int) -> [Reading] {
        if dice.share() < 0.01 { return readings.map { Reading($0.quantity, $0.unit, bad: .noAnswer) } }
        guard let value = readings[0].value else { return readings }
        var readings = readings
        switch minute % (2 * Self.quarter) {
        case 50_000..<50_360:
            readings[0] = Reading(readings[0].quantity, 7, readings[0].unit, quality: .uncertain(.stuck))
        case 90_000..<90_120:
            readings[0] = Reading(readings[0].quantity, value * 10, readings[0].unit, quality: .uncertain(.outOfRange))
        default: break
        }
        return readings
    }
}
