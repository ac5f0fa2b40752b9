import Modbus

/// The server's half of the protocol: decodes a request, and encodes its answer. MODBUS Application Protocol V1.1b3,
/// section 6.
extension PDU {
    static func request(unit: UInt8, _ pdu: [UInt8]) -> Result<ModbusRequest, ModbusException> {
        guard let function = pdu.first else { return .failure(.illegalFunction) }
        guard [1, 2, 3, 4, 5, 6, 15, 16].contains(function) else { return .failure(.illegalFunction) }
        guard pdu.count >= 5 else { return .failure(.illegalValue) }
        let (address, word) = (pdu.word(at: 1), pdu.word(at: 3))
        switch function {
        case 1...4:
            let table: RegisterTable = [.coil, .discrete, .holding, .input][Int(function) - 1]
            guard pdu.count == 5, 1...table.maximum ~= Int(word), Int(address) + Int(word) <= 65_536 else {
                return .failure(.illegalValue)
            }
            return .success(.read(unit: unit, table: table, address: address, count: Int(word)))
        case 5:
            guard pdu.count == 5, word == 0 || word == 0xFF00 else { return .failure(.illegalValue) }
            return .success(.write(unit: unit, table: .coil, address: address, values: [word == 0 ? 0 : 1]))
        case 6:
            guard pdu.count == 5 else { return .failure(.illegalValue) }
            return .success(.write(unit: unit, table: .holding, address: address, values: [word]))
        default:
            return writeMany(unit: unit, function, address: address, count: Int(word), Array(pdu.dropFirst(5)))
        }
    }

    private static func writeMany(
        unit: UInt8, _ function: UInt8, address: UInt16, count: Int, _ rest: [UInt8]
    ) -> Result<ModbusRequest, ModbusException> {
        let bytes = function == 15 ? (count + 7) / 8 : count * 2
        guard 1...(function == 15 ? 1968 : 123) ~= count, rest.count == bytes + 1, Int(rest[0]) == bytes,
            Int(address) + count <= 65_536
        else { return .failure(.illegalValue) }
        let values: [UInt16] =
            function == 15
            ? (0..<count).map { UInt16(rest[1 + $0 / 8] >> ($0 % 8) & 1) }
            : (0..<count).map { rest.word(at: 1 + $0 * 2) }
        return .success(.write(unit: unit, table: function == 15 ? .coil : .holding, address: address, values: values))
    }

    /// Encodes an answer; nil for silence.
    static func answer(_ response: ModbusResponse, to pdu: [UInt8]) -> [UInt8]? {
        let function = pdu.first ?? 0
        switch response {
        case .silence: return nil
        case .late(let response, _), .damaged(let response, _), .inPieces(let response, _), .leftAlone(let response, _):
            return answer(response, to: pdu)
        case .exception(let exception): return [function | 0x80, exception.rawValue]
        case .done: return Array(pdu.prefix(5))
        case .words(let words):
            let data = function <= 2 ? packed(words) : words.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            return [function, UInt8(data.count)] + data
        }
    }
}
