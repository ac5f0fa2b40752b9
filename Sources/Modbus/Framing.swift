/// How frames are made, and told from each other in the bytes that come.
package enum Framing {
    case tcp, rtu

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
