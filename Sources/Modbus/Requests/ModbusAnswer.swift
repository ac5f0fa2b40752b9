/// The outcome of one read.
public struct ModbusAnswer: Sendable {
    /// The values, bits as words of 0 and 1; or the reason why there are none.
    public var words: Result<[UInt16], ModbusError>
    /// The time at which the request was sent, or would have been.
    public var asked: ContinuousClock.Instant
    /// The time at which the answer was complete, or was given up.
    public var arrived: ContinuousClock.Instant
    /// The units from which an unexpected frame arrived: an answer after its timeout, or a second answer to a request.
    public var unasked: Set<UInt8> = []
    /// Those of `unasked` whose frame was neither a late nor a repeated answer: another master, or another device with the same address,
    /// is on the line.
    public var disputed: Set<UInt8> = []
    /// Whether another master was heard on the line since the request before.
    public var hasOtherMaster = false
    /// The deviations from the standard.
    public var quirks: Set<FrameQuirk> = []
}
