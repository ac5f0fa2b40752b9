public import Modbus

/// The answer of a server to one request.
public indirect enum ModbusResponse: Hashable, Sendable {
    /// The words of the registers that were read.
    case words([UInt16])
    /// The confirmation of a write.
    case done
    case exception(ModbusException)
    /// No answer, as from a unit that does not exist.
    case silence
    /// An answer that is delayed. Requests of other clients do not wait for it.
    case late(ModbusResponse, by: Duration)
    /// An answer in two halves, the second of which comes this much later than the first.
    case inPieces(ModbusResponse, Duration)
    /// An answer of a device that needs its connection to be idle for this long after connecting: an earlier request
    /// has no answer, and makes the connection unusable. On a terminal the answer is sent unchanged.
    case leftAlone(ModbusResponse, Duration)
    /// An answer with a damaged frame.
    case damaged(ModbusResponse, FrameDamage)
}

/// A kind of damage to a frame.
public enum FrameDamage: Hashable, Sendable, CaseIterable {
    /// The CRC is wrong; over TCP, which has none, the transaction id.
    case badCheck
    /// The second half is missing.
    case half
    /// The frame is that of another unit, and valid as such.
    case wrongUnit
    /// The unit in the answer is 255 whichever was asked, because some converters know no other. This also applies to a
    /// serial line.
    case ownUnit
    /// A zero byte precedes the frame, as from adapters when they change direction.
    case zeroByte
    /// The request precedes the answer, as an echo. Over TCP it has no effect.
    case echo
    /// Two bytes follow the frame; over TCP the stated length includes them.
    case padding
    /// The frame is sent twice.
    case doubled
    /// The transaction id is 0, or the next one. These apply to TCP only.
    case zeroTransaction, nextTransaction
    /// The frame of an exception states the length of its request. This applies to TCP only.
    case exceptionLength
    /// A request of another master precedes the answer. Over TCP it has no effect.
    case otherMaster
    /// The connection is closed after the answer. On a terminal it has no effect.
    case hangUp
}

extension ModbusResponse {
    /// The total delay of the answer.
    var delay: Duration {
        switch self {
        case .late(let response, let delay): response.delay + delay
        case .damaged(let response, _), .inPieces(let response, _), .leftAlone(let response, _): response.delay
        default: .zero
        }
    }

    /// The time between the halves of the frame; nil if it is sent in one piece.
    var pause: Duration? {
        switch self {
        case .inPieces(_, let pause): pause
        case .late(let response, _), .damaged(let response, _), .leftAlone(let response, _): response.pause
        default: nil
        }
    }

    /// The time for which the connection must have been idle before the request; nil if it need not be.
    var rest: Duration? {
        switch self {
        case .leftAlone(_, let rest): rest
        case .late(let response, _), .damaged(let response, _), .inPieces(let response, _): response.rest
        default: nil
        }
    }

    /// All kinds of damage to the frame.
    var damage: Set<FrameDamage> {
        switch self {
        case .late(let response, _), .inPieces(let response, _), .leftAlone(let response, _): response.damage
        case .damaged(let response, let damage): response.damage.union([damage])
        default: []
        }
    }
}

extension Framing {
    /// Returns the frame of an answer, with its damage.
    ///
    /// - Parameter request: the PDU of the request.
    func frame(
        _ pdu: [UInt8], unit: UInt8, header: [UInt8], damage: Set<FrameDamage>, request: [UInt8]
    ) -> [UInt8] {
        let shown = damage.contains(.ownUnit) ? 255 : damage.contains(.wrongUnit) ? unit % 247 + 1 : unit
        var frame = frame(pdu, unit: shown, header: self.header(header, damage))
        if damage.contains(.badCheck) { frame[self == .tcp ? 1 : frame.count - 1] ^= 0xFF }
        if damage.contains(.exceptionLength), self == .tcp, pdu.count == 2 { frame[5] = 6 }
        if damage.contains(.padding) {
            frame += [0, 0]
            if self == .tcp { frame[5] += 2 }
        }
        if damage.contains(.doubled) { frame += frame }
        if damage.contains(.half) { frame = Array(frame.prefix(frame.count / 2)) }
        return before(frame, unit: unit, damage: damage, request: request)
    }

    private func header(_ header: [UInt8], _ damage: Set<FrameDamage>) -> [UInt8] {
        guard self == .tcp else { return header }
        if damage.contains(.zeroTransaction) { return [0, 0] }
        return damage.contains(.nextTransaction) ? (header.word(at: 0) &+ 1).bytes : header
    }

    private func before(
        _ frame: [UInt8], unit: UInt8, damage: Set<FrameDamage>, request: [UInt8]
    ) -> [UInt8] {
        var frame = frame
        if damage.contains(.zeroByte) { frame = [0] + frame }
        guard self == .rtu else { return frame }
        if damage.contains(.otherMaster) { frame = self.frame([3, 0, 99, 0, 1], unit: unit, header: []) + frame }
        return damage.contains(.echo) ? self.frame(request, unit: unit, header: []) + frame : frame
    }
}
