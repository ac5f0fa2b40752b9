/// The answer that a request expects, and the search for it among the received bytes.
///
/// It is found by unit, function and length after at most eight foreign bytes, the echo of the request, and whole frames of other
/// devices. Its CRC, or over TCP its header, decides, so that its position alone never makes bytes an answer.
struct ExpectedAnswer {
    let request: ModbusRequest
    let framing: Framing
    /// The transaction id; 0 on a serial line.
    let transaction: UInt16
    let settings: LinkSettings
    /// The frame of the request.
    let sent: [UInt8]
    /// Whether the line echoed the last request before its answer; nil before the first answer. Nothing else distinguishes an echo from
    /// the answer where both have the same bytes: the write of one value, and some reads of bits.
    var expectsEcho: Bool?

    /// The action for the received bytes.
    enum Step: Equatable {
        /// Use this answer.
        case answer(Result<[UInt16], ModbusException>)
        /// Wait for more bytes.
        case wait(Beginning)
        /// Discard the bytes, for this reason.
        case refused(UnusableAnswer)
    }

    /// The frames of which the bytes so far may be the beginning.
    enum Beginning: Equatable {
        /// Nothing: they are explained, or are few, and the answer may still begin.
        case none
        /// Some frame.
        case some
        /// The answer itself.
        case own
    }

    /// The result of a search.
    struct Sighting {
        var step: Step
        var quirks: Set<FrameQuirk> = []
        /// Whole frames that are not the answer.
        var strangers: [ArraySlice<UInt8>] = []
        /// The frame of the answer; empty where there is none.
        var frame: ArraySlice<UInt8> = []
        /// The number of bytes at the beginning that are whole frames of other units, which need not be searched again.
        var explained = 0
        /// Whether nothing arrived but the echo and the zeros that an adapter adds when it changes direction.
        var isSilence = false
    }

    static let mostForeignBytes = 8

    init(
        request: ModbusRequest, framing: Framing, transaction: UInt16, settings: LinkSettings, expectsEcho: Bool? = nil
    ) {
        (self.request, self.framing, self.transaction) = (request, framing, transaction)
        (self.settings, self.expectsEcho) = (settings, expectsEcho)
        sent = framing.frame(request.pdu, unit: request.unit, header: framing == .tcp ? transaction.bytes : [])
    }
}
