import Facilities

@testable import Rules

/// Pseudo-random numbers that are the same at each run (SplitMix64).
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Even over -1 to 1.
    mutating func even() -> Double { Double(next() >> 11) / Double(1 << 53) * 2 - 1 }

    /// A value as an honest instrument gives it, within so many per cent, in steps of a resolution.
    mutating func measured(_ value: Double, within percent: Double = 5, steps: Double = 0.01) -> Double {
        ((value * (1 + even() * percent / 100)) / steps).rounded() * steps
    }
}

/// One reading of one device in one minute.
struct Told {
    var device = "b/1"
    var reading: Reading

    /// - Parameter value: nil for no answer.
    init(_ quantity: Quantity, _ value: Double?, of device: String = "b/1") {
        self.device = device
        let unit = quantity.unit ?? .one
        reading = value.map { Reading(quantity, $0, unit) } ?? Reading(quantity, unit, bad: .noAnswer)
    }
}

extension FacilityRules {
    /// What became suspect while readings came once a minute.
    mutating func suspicions(
        minutes: Range<Int>, from begin: Timestamp = start, _ readings: (Int) -> [Told]
    ) -> [Suspicion] {
        minutes.flatMap { minute in
            let time = begin + .minutes(minute)
            let told = Dictionary(grouping: readings(minute)) { $0.device }.sorted { $0.key < $1.key }
            return told.flatMap { device, told in
                let sample = Sample(device: DeviceID(device), time: time, readings: told.map(\.reading))
                return consider(.sample(marked(sample))).compactMap(\.suspicion)
            }
        }
    }

    mutating func suspicions(after record: Record) -> [Suspicion] {
        consider(.record(record)).compactMap(\.suspicion)
    }
}

extension Entry {
    var suspicion: Suspicion? { if case .suspicion(let suspicion) = self { suspicion } else { nil } }
}

extension DeviceID {
    static let one = DeviceID("b/1")
}
