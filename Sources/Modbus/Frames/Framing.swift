/// The format of frames: with a header over TCP, with a CRC on a serial line.
package enum Framing {
    case tcp, rtu

    /// Returns the frame of a PDU.
    ///
    /// - Parameter header: the transaction id, two bytes; empty on a serial line.
    package func frame(_ pdu: [UInt8], unit: UInt8, header: [UInt8]) -> [UInt8] {
        var frame: [UInt8] = []
        frame.reserveCapacity(pdu.count + 7)
        if self == .tcp {
            frame += header
            frame += [0, 0, UInt8((pdu.count + 1) >> 8), UInt8((pdu.count + 1) & 0xFF)]
        }
        frame.append(unit)
        frame += pdu
        if self == .rtu {
            let crc = PDU.crc(frame)
            frame += [UInt8(crc & 0xFF), UInt8(crc >> 8)]
        }
        return frame
    }
}
