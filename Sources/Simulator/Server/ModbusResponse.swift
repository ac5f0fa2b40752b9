public import Modbus

/// What a server answers.
public indirect enum ModbusResponse: Hashable, Sendable {
    case words([UInt16])
    case done
    case exception(ModbusException)
    /// As a unit that is not there.
    case silence
    /// An answer that comes later than at once. Nobody else waits for it.
    case late(ModbusResponse, by: Duration)
    /// The second half of the frame comes so much later than the first.
    case inPieces(ModbusResponse, Duration)
    /// As from a device that must be left alone for so long after connecting: a request before that has no answer, and
    /// spoils its connection. On a terminal this is the answer.
    case leftAlone(ModbusResponse, Duration)
    /// An answer whose frame is not as it should be.
    case damaged(ModbusResponse, FrameDamage)
}

/// What is wrong with a frame.
public enum FrameDamage: Hashable, Sendable, CaseIterable {
    /// The CRC; where there is none, over TCP, the transaction id.
    case badCheck
    /// The second half is missing.
    case half
    /// Another unit's, and right as such.
    case wrongUnit
    /// The answer under the unit 255, whichever was asked: some converters know no other. On a serial line, too.
    case ownUnit
    /// A 0 before the frame, as adapters give that change direction.
    case zeroByte
    /// The request before it. Over TCP nothing.
    case echo
    /// Two bytes behind it; over TCP they are in the stated length.
    case padding
    /// The same again.
    case doubled
    /// Over TCP the transaction id 0, or the next one; on a serial line nothing.
    case zeroTransaction, nextTransaction
    /// Over TCP an exception that states the length of its request.
    case exceptionLength
    /// A request of another master before it. Over TCP nothing.
    case otherMaster
    /// The connection is closed behind it. On a terminal nothing.
    case hangUp
}

extension ModbusResponse {
    var delay: Duration {
        switch self {
        case .late(let response, let delay): response.delay + delay
        case .damaged(let response, _), .inPieces(let response, _), .leftAlone(let response, _): response.delay
        default: .zero
        }
    }

    /// Between the halves of the frame; nil if it comes in one.
    var pause: Duration? {
        switch self {
        case .inPieces(_, let pause): pause
        case .late(let response, _), .damaged(let response, _), .leftAlone(let response, _): response.pause
        default: nil
        }
    }

    /// How long its connection must have been left alone before the request; nil if that does not matter.
    var rest: Duration? {
        switch self {
        case .leftAlone(_, let rest): rest
        case .late(let response, _), .damaged(let response, _), .inPieces(let response, _): response.rest
        default: nil
        }
    }

    var damage: Set<FrameDamage> {
        switch self {
        case .late(let response, _), .inPieces(let response, _), .leftAlone(let response, _): response.damage
        case .damaged(let response, let damage): response.damage.union([damage])
        default: []
        }
    }
}

extension Framing {
    /// The frame of an answer, with what is wrong with it.
    ///
    /// - Parameter request: the PDU that is answered.
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
