import DeviceProfiles
import Modbus

/// The registers that one request reads, filled one content at a time.
struct Registers {
    private let table: Modbus.RegisterTable
    private let address: Int
    private var words: [UInt16?]

    init(table: Modbus.RegisterTable, address: Int, count: Int) {
        self.table = table
        self.address = address
        words = Array(repeating: nil, count: count)
    }

    /// Adds the registers of a point. Bits of registers that already have content are combined with it; otherwise the
    /// first content stays, as two points may read the same register alike.
    mutating func put(_ content: RegisterContent) {
        guard content.register.table.rawValue == table.rawValue else { return }
        for (offset, word) in content.words.enumerated() {
            let place = Int(content.register.address) + offset - address
            guard words.indices.contains(place), words[place] == nil || content.isPart else { continue }
            words[place] = (words[place] ?? 0) | word
        }
    }

    /// Adds whole registers, without replacing content.
    ///
    /// - Parameter new: the words from this register on.
    mutating func put(_ new: [UInt16], at register: DeviceProfiles.RegisterAddress) {
        guard register.table.rawValue == table.rawValue else { return }
        for (offset, word) in new.enumerated() {
            let place = Int(register.address) + offset - address
            if words.indices.contains(place), words[place] == nil { words[place] = word }
        }
    }

    /// The answer. Registers between points hold 0; if no register belongs to the device, the answer is an illegal
    /// address.
    var answer: ModbusResponse {
        words.contains { $0 != nil } ? .words(words.map { $0 ?? 0 }) : .exception(.illegalAddress)
    }
}
