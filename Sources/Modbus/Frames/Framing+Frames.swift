/// The recognition of whole frames of any device, which separates them from noise.
extension Framing {
    enum Sight {
        /// The bytes begin with this frame.
        case whole(ArraySlice<UInt8>)
        /// The bytes may be the beginning of a frame.
        case partial
        /// The bytes are no frame.
        case none
    }

    /// Returns the frame at the beginning of the bytes: a request or an answer of any device.
    func frame(at bytes: ArraySlice<UInt8>) -> Sight {
        let lengths = lengths(of: Array(bytes.prefix(9)))
        for length in lengths where length <= bytes.count {
            let frame = bytes.prefix(length)
            if self == .tcp || Self.hasRightCRC(frame) { return .whole(frame) }
        }
        return lengths.contains { $0 > bytes.count } ? .partial : .none
    }

    /// Returns all whole frames among the bytes, wherever they begin.
    func frames(in bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var (frames, rest) = ([ArraySlice<UInt8>](), bytes)
        while !rest.isEmpty {
            if case .whole(let frame) = frame(at: rest) {
                frames.append(frame)
                rest = rest.dropFirst(frame.count)
            } else {
                rest = rest.dropFirst()
            }
        }
        return frames
    }

    /// Returns the unit address in a whole frame; nil where it is too short for one.
    func unit(of frame: ArraySlice<UInt8>) -> UInt8? {
        self == .tcp ? frame.dropFirst(6).first : frame.first
    }

    /// Returns whether a whole serial frame is the request of a read and cannot be an answer.
    static func isReadRequest(_ frame: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(frame)
        return bytes.count == 8 && 1...4 ~= bytes[1] && 5 + Int(bytes[2]) != 8
    }

    static func hasRightCRC(_ frame: ArraySlice<UInt8>) -> Bool {
        PDU.crc(frame.dropLast(2)).bytes.reversed() == Array(frame.suffix(2))
    }

    /// Returns the possible lengths of a frame that begins with these bytes: more than there are bytes where it is not known yet, none
    /// where no frame begins like this.
    private func lengths(of bytes: [UInt8]) -> [Int] {
        switch self {
        case .tcp: Self.lengthsOverTCP(bytes)
        case .rtu: Self.lengthsOnLine(bytes)
        }
    }

    private static func lengthsOverTCP(_ bytes: [UInt8]) -> [Int] {
        guard bytes.count >= 6 else {
            let mayBeHeader = bytes.dropFirst(2).prefix(2).allSatisfy { $0 == 0 }
            return mayBeHeader ? [6] : []
        }
        let length = bytes.word(at: 4)
        guard bytes.word(at: 2) == 0, 3...254 ~= length else { return [] }
        guard bytes.count < 8 || isFunction(bytes[7]) else { return [] }
        return [6 + Int(length)]
    }

    private static func lengthsOnLine(_ bytes: [UInt8]) -> [Int] {
        guard bytes.count >= 3 else {
            let mayBeFrame = bytes.count < 2 || isFunction(bytes[1])
            return mayBeFrame ? [3] : []
        }
        switch bytes[1] {
        case 1...4: return [5 + Int(bytes[2]), 8]
        case 5, 6: return [8]
        case 15, 16:
            let dataCount = bytes.count > 6 ? Int(bytes[6]) : 0
            return [8, 9 + dataCount]
        case let function where isFunction(function): return [5]
        default: return []
        }
    }

    private static func isFunction(_ byte: UInt8) -> Bool {
        [1, 2, 3, 4, 5, 6, 15, 16].contains(byte & 0x7F)
    }
}
