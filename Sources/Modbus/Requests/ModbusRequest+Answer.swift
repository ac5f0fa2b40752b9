/// The client's side of the protocol: the bytes of a request, and the decoding of its answer (MODBUS Application Protocol V1.1b3,
/// section 6).
extension ModbusRequest {
    /// The unit address of the device.
    public var unit: UInt8 {
        switch self {
        case .read(let unit, _, _, _), .write(let unit, _, _, _): unit
        }
    }

    /// The PDU: the bytes of the frame after the unit address.
    var pdu: [UInt8] {
        switch self {
        case .read(_, _, let address, let count):
            [function, UInt8(address >> 8), UInt8(address & 0xFF), UInt8(count >> 8), UInt8(count & 0xFF)]
        case .write(_, let table, let address, let values): [function] + address.bytes + written(values, to: table)
        }
    }

    /// The length of the PDU of an answer in bytes, unless it is an exception.
    var answerLength: Int {
        switch self {
        case .read(_, let table, _, let count) where table.isBits: 2 + (count + 7) / 8
        case .read(_, _, _, let count): 2 + count * 2
        case .write: 5
        }
    }

    /// Returns the values in the PDU of an answer, bits as words of 0 and 1, none for a write; or the exception. Nil where the PDU does
    /// not answer this request.
    func words(in answer: ArraySlice<UInt8>) -> Result<[UInt16], ModbusException>? {
        if answer.count == 2, answer.byte(at: 0) == function | 0x80 {
            return .failure(ModbusException(rawValue: answer.byte(at: 1)))
        }
        guard answer.count == answerLength, answer.byte(at: 0) == function else { return nil }
        switch self {
        case .read(_, let table, _, let count):
            guard Int(answer.byte(at: 1)) == answer.count - 2 else { return nil }
            if table.isBits { return .success((0..<count).map { answer.bit($0, from: 2) }) }
            return .success((0..<count).map { answer.word(at: 2 + $0 * 2) })
        case .write:
            // The answer to a write repeats the address, and the value or the number of values.
            guard answer == pdu.prefix(5) else { return nil }
            return .success([])
        }
    }

    /// The function code.
    var function: UInt8 {
        switch self {
        case .read(_, .coil, _, _): 1
        case .read(_, .discrete, _, _): 2
        case .read(_, .holding, _, _): 3
        case .read(_, .input, _, _): 4
        case .write(_, .coil, _, let values): values.count == 1 ? 5 : 15
        case .write(_, _, _, let values): values.count == 1 ? 6 : 16
        }
    }

    private func written(_ values: [UInt16], to table: RegisterTable) -> [UInt8] {
        switch (table, values.count) {
        case (.coil, 1): return values[0] == 0 ? [0, 0] : [0xFF, 0]
        case (_, 1): return values[0].bytes
        default:
            let data = table == .coil ? PDU.packed(values) : values.flatMap(\.bytes)
            return UInt16(values.count).bytes + [UInt8(data.count)] + data
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func bit(_ index: Int, from start: Int) -> UInt16 {
        UInt16(byte(at: start + index / 8) >> (index % 8) & 1)
    }
}
