import Modbus

/// Splits the bytes from a client into requests.
extension Framing {
    enum Step {
        /// One request: the unit, its PDU, and the bytes that the frame of the answer must repeat.
        case request(unit: UInt8, pdu: [UInt8], header: [UInt8])
        /// The request is incomplete; more bytes are needed.
        case wait
        /// The bytes cannot become a request.
        case broken
    }

    /// Removes the next request from the front of the bytes.
    func next(_ bytes: inout [UInt8]) -> Step {
        switch self {
        case .tcp: nextTCP(&bytes)
        case .rtu: nextRTU(&bytes)
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
