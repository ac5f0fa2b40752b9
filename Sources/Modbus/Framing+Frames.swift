/// Whole frames of whatever kind, which separate what others say from noise.
extension Framing {
    enum Sight {
        case whole(ArraySlice<UInt8>)
        /// A frame may begin so.
        case partial
        case none
    }

    /// The frame that these bytes begin with: a request or an answer, whosever it is.
    func frame(at bytes: ArraySlice<UInt8>) -> Sight {
        let lengths = lengths(of: Array(bytes.prefix(9)))
        for length in lengths where length <= bytes.count {
            let frame = bytes.prefix(length)
            if self == .tcp || Self.hasRightCRC(frame) { return .whole(frame) }
        }
        return lengths.contains { $0 > bytes.count } ? .partial : .none
    }

    /// The whole frames among these bytes, wherever they begin.
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

    /// The unit that a whole frame names.
    func unit(of frame: ArraySlice<UInt8>) -> UInt8? {
        self == .tcp ? frame.dropFirst(6).first : frame.first
    }

    /// Whether a whole serial frame asks for registers, and cannot be an answer.
    static func isReadRequest(_ frame: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(frame)
        return bytes.count == 8 && 1...4 ~= bytes[1] && 5 + Int(bytes[2]) != 8
    }

    static func hasRightCRC(_ frame: ArraySlice<UInt8>) -> Bool {
        PDU.crc(frame.dropLast(2)).bytes.reversed() == Array(frame.suffix(2))
    }

    /// How long frames can be that begin so; longer than these bytes where that cannot be told yet.
    private func lengths(of bytes: [UInt8]) -> [Int] {
        switch self {
        case .tcp:
            guard bytes.count >= 6 else { return bytes.dropFirst(2).prefix(2).allSatisfy { $0 == 0 } ? [6] : [] }
            let isHeader = bytes.word(at: 2) == 0 && 3...254 ~= bytes.word(at: 4)
            return isHeader && (bytes.count < 8 || Self.isFunction(bytes[7])) ? [6 + Int(bytes.word(at: 4))] : []
        case .rtu:
            guard bytes.count >= 3 else { return bytes.count < 2 || Self.isFunction(bytes[1]) ? [3] : [] }
            switch bytes[1] {
            case 1...4: return [5 + Int(bytes[2]), 8]
            case 5, 6: return [8]
            case 15, 16: return [8, 9 + Int(bytes.count > 6 ? bytes[6] : 0)]
            case let function where Self.isFunction(function): return [5]
            default: return []
            }
        }
    }

    private static func isFunction(_ byte: UInt8) -> Bool {
        [1, 2, 3, 4, 5, 6, 15, 16].contains(byte & 0x7F)
    }
}
