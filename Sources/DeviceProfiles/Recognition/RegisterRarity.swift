/// The number of known maps that have each register. An answer from a register that hardly any map has is stronger
/// evidence than one from register 0, which nearly every device has.
struct RegisterRarity: Sendable {
    private let profiles: Double
    private var maps: [RegisterAddress: Int] = [:]

    init(_ profiles: [DeviceProfile]) {
        self.profiles = Double(profiles.count)
        for profile in profiles {
            for register in Set(profile.points.flatMap(\.registers)) { maps[register, default: 0] += 1 }
        }
    }

    /// Returns the evidence of an answered register for a map that has it, as a power of two: at least 0.5, because the
    /// map explains the answer, and at most 3, because the registers of one device are not independent of each other.
    func weight(_ register: RegisterAddress) -> Double {
        let share = profiles / Double(max(1, maps[register] ?? 1))
        return min(3, max(0.5, share.powerOfTwo))
    }
}

extension Point {
    /// All registers that the point needs.
    var registers: [RegisterAddress] {
        fields.flatMap { field in field.addresses.map { RegisterAddress(field.register.table, UInt16($0)) } }
    }
}

extension Double {
    /// The approximate logarithm to the base 2 of a number above 0: exact for powers of two, and linear between them.
    var powerOfTwo: Double { Double(exponent) + significand - 1 }
}
