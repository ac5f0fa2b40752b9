/// The unexpected frames on a line, and what they show about it.
struct StrayFrames {
    /// The units from which an unexpected frame arrived since the last request.
    private(set) var unasked: Set<UInt8> = []
    /// Those of `unasked` whose frame was neither a late nor a repeated answer.
    private(set) var disputed: Set<UInt8> = []
    /// Whether a frame shows another master on the line: a request of another client, or the answer of a unit that was never asked.
    private(set) var isOfOtherMaster = false
    /// The number of late answers that may still arrive from each unit.
    private var late: [UInt8: Int] = [:]
    /// The frame that was accepted last.
    private var accepted: [UInt8] = []
    /// The request that was sent last, which an adapter may echo late.
    private var sent: [UInt8] = []
    private var asked: Set<UInt8> = []

    /// The largest number of late answers of one unit that are expected.
    private static let mostLate = 3

    /// Notes that a request to a unit begins, and forgets the frames before it.
    mutating func begin(_ unit: UInt8) {
        (unasked, disputed, isOfOtherMaster) = ([], [], false)
        asked.insert(unit)
    }

    /// Notes the frame of the request that was sent.
    mutating func sent(_ frame: [UInt8]) { sent = frame }

    /// Notes the frame of the answer that was accepted.
    mutating func accepted(_ frame: some Sequence<UInt8>, of unit: UInt8) {
        accepted = Array(frame)
        late[unit] = nil
    }

    /// Notes that a unit did not answer in time, so that its answer may be late.
    mutating func missed(_ unit: UInt8) {
        late[unit] = min(late[unit, default: 0] + 1, Self.mostLate)
    }

    /// Takes an unexpected frame.
    ///
    /// - Parameter isSerial: whether it arrived on a serial line. Over TCP the header identifies a late answer, and frames of another
    ///   master cannot arrive.
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
