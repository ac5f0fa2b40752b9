import Foundation
import Modbus
import Simulator
import TestSupport

/// Draws faults for the devices of a site: four or so a second, up to three seconds long.
struct SoakFaults {
    private var random: SplitMix
    private(set) var count = 0

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
    }

    mutating func strike(_ lines: [SoakSite.Line], for duration: Duration) async throws {
        let end = ContinuousClock.now + duration
        while .now < end {
            strikeOnce(lines[Int.random(in: lines.indices, using: &random)])
            try await Task.sleep(for: .milliseconds(Int.random(in: 50...450, using: &random)))
        }
    }

    private mutating func strikeOnce(_ line: SoakSite.Line) {
        count += 1
        let duration = Duration.milliseconds(Int.random(in: 50...3000, using: &random))
        if Int.random(in: 0..<60, using: &random) == 0 {
            line.simulated.begin(.unplugged, for: duration)
        } else {
            let unit = UInt8.random(in: SoakSite.untouched + 1...line.units.upperBound, using: &random)
            let share = Bool.random(using: &random) ? 1 : Double.random(in: 0.1..<1, using: &random)
            line.simulated.begin(fault(), unit: unit, share: share, for: duration)
        }
    }

    private mutating func fault() -> DeviceFault {
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: .dead
        case 2: .late(.milliseconds(Int.random(in: 1...400, using: &random)))
        // Without 2 and 3: what was refused is asked for again after ten minutes only.
        case 3, 4: .exception(ModbusException(rawValue: .random(in: 4...11, using: &random)))
        case 5: .badCRC
        case 6: .halfFrame
        case 7: .wrongUnit
        case 8: .nan
        default: .sentinel
        }
    }
}
