import DeviceProfiles
import Modbus

/// What one request asks for.
struct Registers {
    private let table: Modbus.RegisterTable
    private let address: Int
    private var words: [UInt16?]

    init(table: Modbus.RegisterTable, address: Int, count: Int) {
        self.table = table
        self.address = address
        words = Array(repeating: nil, count: count)
    }

    /// For bits of registers that are there already they are added; otherwise the first to put something counts, as with
    /// two points that read a register alike.
    mutating func put(_ content: RegisterContent) {
        guard content.register.table.rawValue == table.rawValue else { return }
        for (offset, word) in content.words.enumerated() {
            let place = Int(content.register.address) + offset - address
            guard words.indices.contains(place), words[place] == nil || content.isPart else { continue }
            words[place] = (words[place] ?? 0) | word
        }
    }

    /// - Parameter new: of the whole registers from this one on.
    mutating func put(_ new: [UInt16], at register: DeviceProfiles.RegisterAddress) {
        guard register.table.rawValue == table.rawValue else { return }
        for (offset, word) in new.enumerated() {
            let place = Int(register.address) + offset - address
            if words.indices.contains(place), words[place] == nil { words[place] = word }
        }
    }

    /// Registers in between are there and hold nothing; without any it is no address of this device.
    var answer: ModbusResponse {
        words.contains { $0 != nil } ? .words(words.map { $0 ?? 0 }) : .exception(.illegalAddress)
    }
}
