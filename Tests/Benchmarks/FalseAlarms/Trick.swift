import Facilities

/// What somebody does to the data of an honest plant, and as which suspicion it must show.
enum Trick: String, CaseIterable {
    case cutOff, copied, outletFromInlet, drawn, jitter, whileOff, marks, calibrated, replacementOnPaper

    private static let evening = 1440 + 17 * 60..<1440 + 17 * 60 + 30

    var shows: Suspicion.Kind {
        switch self {
        case .cutOff: .flatTop
        case .copied, .outletFromInlet: .sameCurve
        case .drawn, .jitter: .tooSmooth
        case .whileOff: .whileOff
        case .marks: .timelyMark
        case .calibrated: .correctedAway
        case .replacementOnPaper: .unseenRecord
        }
    }

    func plant(seed: UInt64) -> Plant {
        switch self {
        case .cutOff, .marks, .calibrated, .jitter: .kitchen(seed)
        case .copied, .drawn: .site(seed)
        case .outletFromInlet, .whileOff, .replacementOnPaper: .box(seed)
        }
    }

    /// The samples of a minute as they come out of somebody's hands.
    func changed(
        _ samples: [(DeviceID, [Reading])], minute: Int, runs: Bool, dice: inout Dice
    ) -> [(DeviceID, [Reading])] {
        switch self {
        case .cutOff: samples.replacing(.fume) { min($0, 1.9) }
        case .copied: [samples[0], (samples[1].0, samples[0].1.map { $0.times(0.8) })]
        case .outletFromInlet: samples.replacing(.vocOut, by: runs ? samples.value(.vocIn).map { $0 * 0.1 } : nil)
        case .drawn: samples.replacing(.tsp, by: 150 + 80 * Double(abs(minute % 1440 - 720)) / 720)
        case .jitter: samples.replacing(.fume, by: runs ? 1.2 + 0.002 * (dice.share() - 0.5) : nil)
        case .whileOff:
            runs ? samples : samples.replacing(.pressureDrop, by: 800 + (10 * dice.normal()).rounded())
        case .marks: samples
        // It was known that the grill would be on.
        case .calibrated: Self.evening.contains(minute - 10) ? samples.replacing(.fume) { $0 + 2 } : samples
        case .replacementOnPaper: samples.replacing(.fanState, by: 1).replacing(.fanCurrent, by: 12)
        }
    }

    /// What somebody enters in a minute.
    func record(_ samples: [(DeviceID, [Reading])], at time: Timestamp, minute: Int) -> Record? {
        let isOver = samples.value(.fume) ?? 0 > 2
        switch self {
        case .marks where isOver:
            return Record(at: time, by: "李", Maintenance(until: time + .hours(1), text: "检修"))
        case .calibrated where minute == Self.evening.lowerBound:
            return Record(
                at: time, by: "李", Calibration(device: Plant.one, quantity: .fume, gain: 0.5, reference: "-"))
        case .replacementOnPaper where minute == 1440 + 600:
            return Record(at: time, by: "王", CarbonReplacement(mass: 1000))
        default: return nil
        }
    }
}

extension Reading {
    fileprivate func times(_ factor: Double) -> Reading {
        value.map { Reading(quantity, $0 * factor, unit) } ?? self
    }
}

extension [(DeviceID, [Reading])] {
    fileprivate func value(_ quantity: Quantity) -> Double? {
        lazy.flatMap(\.1).first { $0.quantity == quantity }?.value
    }

    fileprivate func replacing(_ quantity: Quantity, by value: Double?) -> Self {
        guard let value else { return self }
        return replacing(quantity) { _ in value }
    }

    fileprivate func replacing(_ quantity: Quantity, _ change: (Double) -> Double) -> Self {
        map { device, readings in
            (
                device,
                readings.map { reading in
                    guard reading.quantity == quantity, let value = reading.value else { return reading }
                    return Reading(quantity, change(value), reading.unit)
                }
            )
        }
    }
}
