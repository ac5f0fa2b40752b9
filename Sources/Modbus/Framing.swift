/// How requests are parted from each other in the bytes that a client sends, how frames are made, and how an answer is
/// told from other frames.
enum Framing {
    case tcp, rtu

    enum Step {
        /// One request: the unit, its PDU, and what the answer's frame must repeat.
        case request(unit: UInt8, pdu: [UInt8], header: [UInt8])
        /// More bytes are needed.
        case wait
        /// This cannot become a request any more.
        case broken
    }

    /// Takes the next request off the front of the bytes.
    func next(_ bytes: inout [UInt8]) -> Step {
        switch self {
        case .tcp: nextTCP(&bytes)
        case .rtu: nextRTU(&bytes)
        }
    }

    func frame(_ pdu: [UInt8], unit: UInt8, header: [UInt8]) -> [UInt8] {
        switch self {
        case .tcp:
            return header + [0, 0, UInt8((pdu.count + 1) >> 8), UInt8((pdu.count + 1) & 0xFF), unit] + pdu
        case .rtu:
            let crc = PDU.crc([unit] + pdu)
            return [unit] + pdu + [UInt8(crc & 0xFF), UInt8(crc >> 8)]
        }
    }

    /// The PDU in a frame, if it is that unit's and repeats the request's header; nil if it answers something else.
    ///
    /// - Parameter frame: a whole one, its CRC checked.
    func pdu(in frame: [UInt8], unit: UInt8, header: [UInt8]) -> [UInt8]? {
        switch self {
        case .tcp:
            guard frame.count >= 9, Array(frame[0..<2]) == header, frame.word(at: 2) == 0,
                Int(frame.word(at: 4)) == frame.count - 6, frame[6] == unit
            else { return nil }
            return Array(frame[7...])
        case .rtu:
            return frame.count >= 5 && frame[0] == unit ? Array(frame[1..<frame.count - 2]) : nil
        }
    }

    /// The unit that a frame is of, if these bytes begin with one.
    func unit(of bytes: [UInt8]) -> UInt8? {
        switch self {
        case .tcp: bytes.count > 6 ? bytes[6] : nil
        case .rtu: bytes.first
        }
    }

    private func nextTCP(_ bytes: inout [UInt8]) -> Step {
        guard bytes.count >= 7 else { return .wait }
        let length = Int(bytes.word(at: 4))
        guard bytes.word(at: 2) == 0, 2...254 ~= length else { return .broken }
        guard bytes.count >= 6 + length else { return .wait }
        defer { bytes.removeFirst(6 + length) }
        return .request(unit: bytes[6], pdu: Array(bytes[7..<6 + length]), header: Array(bytes[0..<2]))
    }

    private func nextRTU(_ bytes: inout [UInt8]) -> Step {
        guard bytes.count >= 8 else { return .wait }
        let many = bytes[1] == 15 || bytes[1] == 16
        let length = many ? 9 + Int(bytes[6]) : 8
        guard bytes.count >= length else { return .wait }
        let crc = UInt16(bytes[length - 1]) << 8 | UInt16(bytes[length - 2])
        guard crc == PDU.crc(bytes[0..<length - 2]) else { return .broken }
        defer { bytes.removeFirst(length) }
        return .request(unit: bytes[0], pdu: Array(bytes[1..<length - 2]), header: [])
    }
}
