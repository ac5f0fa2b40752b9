/// Pseudo-random numbers that are the same at each run (SplitMix64).
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Even over 0 to 1.
    mutating func share() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// Nearly normal, with a deviation of 1: the sum of twelve even ones.
    mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + share() } }
}

/// A process that wanders around 1 and comes back.
struct Wandering {
    private let memory: Double
    private let deviation: Double
    private var state = 0.0

    /// - Parameters:
    ///   - memory: how much of a minute is left in the next.
    ///   - deviation: of the whole, as a share.
    init(memory: Double, deviation: Double) {
        self.memory = memory
        self.deviation = deviation
    }

    mutating func next(_ dice: inout Dice) -> Double {
        state = memory * state + (1 - memory * memory).squareRoot() * dice.normal()
        return max(0.05, 1 + deviation * state)
    }
}
