/// Tells what frames mean that nobody waits for, on a serial line.
struct StrayFrames {
    /// Of which units something came since the last request.
    private(set) var unasked: Set<UInt8> = []
    /// Of which of them it was neither late nor a repetition.
    private(set) var disputed: Set<UInt8> = []
    /// How many answers of each unit may still come.
    private var late: [UInt8: Int] = [:]
    /// The frame that was accepted last.
    private var accepted: [UInt8] = []

    mutating func begin() {
        (unasked, disputed) = ([], [])
    }

    mutating func accepted(_ frame: some Sequence<UInt8>, of unit: UInt8) {
        (accepted, late[unit]) = (Array(frame), nil)
    }

    mutating func missed(_ unit: UInt8) {
        late[unit, default: 0] += 1
    }

    /// - Parameter isSerial: over TCP the header tells a late answer, and another master is not heard.
    mutating func came(_ frame: ArraySlice<UInt8>, of unit: UInt8, isSerial: Bool) {
        unasked.insert(unit)
        guard isSerial, Array(frame) != accepted else { return }
        if let count = late[unit], count > 0 {
            late[unit] = count - 1
        } else {
            disputed.insert(unit)
        }
    }
}
