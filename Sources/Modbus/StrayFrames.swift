/// Tells what frames mean that nobody waits for, on a serial line.
struct StrayFrames {
    /// Of which units something came since the last request.
    private(set) var unasked: Set<UInt8> = []
    /// Of which of them it was neither late nor a repetition.
    private(set) var disputed: Set<UInt8> = []
    /// Whether one of them shows that another master is on the line: a request that is not ours, or the answer of a unit
    /// that we never ask.
    private(set) var isOfOtherMaster = false
    /// How many answers of each unit may still come.
    private var late: [UInt8: Int] = [:]
    /// The frame that was accepted last.
    private var accepted: [UInt8] = []
    /// The request that went out last, which an adapter may give back late.
    private var sent: [UInt8] = []
    private var asked: Set<UInt8> = []

    /// More answers than these do not come late.
    private static let mostLate = 3

    /// A request is to be made; what comes until the next one is of now.
    mutating func begin(_ unit: UInt8) {
        (unasked, disputed, isOfOtherMaster) = ([], [], false)
        asked.insert(unit)
    }

    mutating func sent(_ frame: [UInt8]) { sent = frame }

    mutating func accepted(_ frame: some Sequence<UInt8>, of unit: UInt8) {
        (accepted, late[unit]) = (Array(frame), nil)
    }

    mutating func missed(_ unit: UInt8) {
        late[unit] = min(late[unit, default: 0] + 1, Self.mostLate)
    }

    /// - Parameter isSerial: over TCP the header tells a late answer, and another master is not heard.
    mutating func came(_ frame: ArraySlice<UInt8>, of unit: UInt8, isSerial: Bool) {
        guard !isSerial || Array(frame) != sent else { return }
        unasked.insert(unit)
        guard isSerial, Array(frame) != accepted else { return }
        guard !Framing.isReadRequest(frame), asked.contains(unit) else {
            disputed.insert(unit)
            isOfOtherMaster = true
            return
        }
        if let count = late[unit], count > 0 {
            late[unit] = count - 1
        } else {
            disputed.insert(unit)
        }
    }
}
