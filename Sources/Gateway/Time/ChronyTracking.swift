import Glibc

/// What chronyd says of the clock: the reply to the request `tracking` of its command protocol, version 6.
///
/// The packets are those of chrony's `candm.h`. chronyd answers this request to everybody on its own machine.
struct ChronyTracking: Hashable {
    /// What the clock is compared with: an address, a name such as `GPS`, or 0 where there is nothing.
    var reference: UInt32
    /// 0 to 2 where the clock follows the reference, 3 where it does not.
    var leapStatus: UInt16
    /// By how many seconds the clock is still wrong: chronyd moves it slowly, or not at all with `-x`.
    var correction: Double

    /// Of chronyd's commands.
    static let port: UInt16 = 323

    /// Whether the clock follows something other than itself (`local` in chrony.conf), and stands within a second of it.
    var isSynchronised: Bool {
        let isReference = reference != 0 && reference != Self.itself
        return isReference && leapStatus < 3 && abs(correction) <= 1
    }

    /// 127.127.1.1: chronyd's name for the machine's own clock.
    private static let itself: UInt32 = 0x7F7F_0101
}

extension ChronyTracking {
    /// Bytes of a reply; a request is filled up to as many, or chronyd does not answer.
    static let length = 104
    private static let (version, request, reply): (UInt8, UInt8, UInt8) = (6, 1, 2)
    private static let (tracking, trackingReply): (UInt16, UInt16) = (33, 5)

    /// Returns the request's bytes.
    static func request(_ sequence: UInt32) -> [UInt8] {
        var bytes = [version, request, 0, 0] + tracking.bytes + [0, 0] + sequence.bytes
        bytes += Array(repeating: 0, count: length - bytes.count)
        return bytes
    }

    /// Reads a reply; nil if it is none, is none to this request, or says that the request failed.
    init?(reply bytes: [UInt8], to sequence: UInt32) {
        let head = [Self.version, Self.reply, 0, 0] + Self.tracking.bytes + Self.trackingReply.bytes + [0, 0]
        guard bytes.count >= Self.length, bytes.starts(with: head), bytes[16..<20].elementsEqual(sequence.bytes) else {
            return nil
        }
        reference = bytes.word(at: 28)
        leapStatus = UInt16(truncatingIfNeeded: bytes.word(at: 52))
        correction = Self.number(Int32(bitPattern: bytes.word(at: 68)))
    }

    /// Returns the number that chrony writes as seven bits of exponent and 25 of coefficient, both signed.
    private static func number(_ bits: Int32) -> Double {
        let (exponent, coefficient) = (bits >> 25, (bits << 7) >> 7)
        return Double(sign: .plus, exponent: Int(exponent) - 25, significand: Double(coefficient))
    }
}

extension ChronyTracking {
    /// Asks chronyd on this machine.
    ///
    /// - Returns: nil if nobody listens, which the kernel says at once, or if no reply came within `limit`.
    static func answer(from port: UInt16, within limit: Duration) -> ChronyTracking? {
        guard let socket = LoopbackSocket(port: port) else { return nil }
        let sequence = UInt32.random(in: 0...UInt32.max)
        guard socket.send(request(sequence)) else { return nil }
        let end = ContinuousClock.now + limit
        while let datagram = socket.receive(before: end) {
            if let answer = ChronyTracking(reply: datagram, to: sequence) { return answer }
        }
        return nil
    }
}

extension FixedWidthInteger {
    /// Most significant byte first.
    fileprivate var bytes: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }
}

extension [UInt8] {
    fileprivate func word(at index: Int) -> UInt32 {
        self[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
