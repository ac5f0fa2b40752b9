/// How few of the known maps have a register. That a device answers one that hardly any map has says more than an answer
/// from register 0, which nearly every device has.
struct RegisterRarity: Sendable {
    private let profiles: Double
    private var maps: [RegisterAddress: Int] = [:]

    init(_ profiles: [DeviceProfile]) {
        self.profiles = Double(profiles.count)
        for profile in profiles {
            for register in Set(profile.points.flatMap(\.registers)) { maps[register, default: 0] += 1 }
        }
    }

    /// What an answer from the register says for a map that has it, as a power of two: at least a half, since it is
    /// explained, and at most 3, since the registers of one device do not come independently of each other.
    func weight(_ register: RegisterAddress) -> Double {
        let share = profiles / Double(max(1, maps[register] ?? 1))
        return min(3, max(0.5, share.powerOfTwo))
    }
}

extension Point {
    /// All that it needs, one by one.
    var registers: [RegisterAddress] {
        fields.flatMap { field in field.addresses.map { RegisterAddress(field.register.table, UInt16($0)) } }
    }
}

extension Double {
    /// The logarithm to the base 2 of a number above 0, near enough to weigh by: exact for powers of two, and straight
    /// between them.
    var powerOfTwo: Double { Double(exponent) + significand - 1 }
}
