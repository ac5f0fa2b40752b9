/// What a server answers.
public indirect enum ModbusResponse: Hashable, Sendable {
    case words([UInt16])
    case done
    case exception(ModbusException)
    /// As a unit that is not there.
    case silence
    /// An answer that comes later than at once. Nobody else waits for it.
    case late(ModbusResponse, by: Duration)
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
}

extension ModbusResponse {
    var delay: Duration {
        switch self {
        case .late(let response, let delay): response.delay + delay
        case .damaged(let response, _): response.delay
        default: .zero
        }
    }

    var damage: Set<FrameDamage> {
        switch self {
        case .late(let response, _): response.damage
        case .damaged(let response, let damage): response.damage.union([damage])
        default: []
        }
    }
}

extension Framing {
    /// The frame of an answer, with what is wrong with it.
    func frame(_ pdu: [UInt8], unit: UInt8, header: [UInt8], damage: Set<FrameDamage>) -> [UInt8] {
        let shown = damage.contains(.wrongUnit) ? unit % 247 + 1 : unit
        var frame = frame(pdu, unit: shown, header: header)
        if damage.contains(.badCheck) { frame[self == .tcp ? 1 : frame.count - 1] ^= 0xFF }
        return damage.contains(.half) ? Array(frame.prefix(frame.count / 2)) : frame
    }
}
