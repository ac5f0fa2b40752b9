import Glibc

/// chronyd's report about the clock: the reply to the request `tracking` of its command protocol, version 6.
///
/// The packets are those of chrony's `candm.h`. chronyd answers this request to every process on its own machine.
struct ChronyTracking: Hashable {
    /// The reference of the clock: an address, a name such as `GPS`, or 0 if there is none.
    var reference: UInt32
    /// The leap status: 0 to 2 if the clock follows the reference, 3 if it does not.
    var leapStatus: UInt16
    /// The seconds by which the clock is still wrong: chronyd corrects it slowly, or not at all with `-x`.
    var correction: Double

    /// The UDP port of chronyd's commands.
    static let port: UInt16 = 323

    /// Whether the clock follows a reference other than itself (`local` in chrony.conf), and is within a second of it.
    var isSynchronised: Bool {
        let isReference = reference != 0 && reference != Self.itself
        return isReference && leapStatus < 3 && abs(correction) <= 1
    }

    /// The address 127.127.1.1, which is chronyd's name for the machine's own clock.
    private static let itself: UInt32 = 0x7F7F_0101
}

extension ChronyTracking {
    /// The length of a reply, in bytes. A request is filled up to the same length, or chronyd does not answer.
    static let length = 104
    private static let (version, request, reply): (UInt8, UInt8, UInt8) = (6, 1, 2)
    private static let (tracking, trackingReply): (UInt16, UInt16) = (33, 5)

    /// Returns the bytes of a request.
    static func request(_ sequence: UInt32) -> [UInt8] {
        var bytes = [version, request, 0, 0] + tracking.bytes + [0, 0] + sequence.bytes
        bytes += Array(repeating: 0, count: length - bytes.count)
        return bytes
    }

    /// Reads a reply; nil if it is invalid, answers another request, or reports that the request failed.
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
    /// Sends a request to chronyd on this machine.
    ///
    /// - Returns: the reply; nil if no process listens, which the kernel reports at once, or if none came within `limit`.
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
    /// The bytes, the most significant one first.
    fileprivate var bytes: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }
}

extension [UInt8] {
    fileprivate func word(at index: Int) -> UInt32 {
        self[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
