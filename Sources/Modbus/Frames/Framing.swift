/// The format of frames: with a header over TCP, with a CRC on a serial line.
package enum Framing {
    case tcp, rtu

    /// Returns the frame of a PDU.
    ///
    /// - Parameter header: the transaction id, two bytes; empty on a serial line.
    package func frame(_ pdu: [UInt8], unit: UInt8, header: [UInt8]) -> [UInt8] {
        switch self {
        case .tcp:
            return header + [0, 0, UInt8((pdu.count + 1) >> 8), UInt8((pdu.count + 1) & 0xFF), unit] + pdu
        case .rtu:
            let crc = PDU.crc([unit] + pdu)
            return [unit] + pdu + [UInt8(crc & 0xFF), UInt8(crc >> 8)]
        }
    }
}
