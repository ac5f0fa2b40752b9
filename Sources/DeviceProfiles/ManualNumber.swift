/// A register number as manuals print it: the digit of the table, and the count within the table from 1. 40001 is the
/// first holding register, 30001 the first input register, 10001 the first discrete input, 00001 the first coil; with
/// six digits 400001 and so on. Section 4.4 of the MODBUS Application Protocol V1.1b3 counts addresses from 0.
struct ManualNumber: Hashable {
    let table: RegisterTable
    /// The address on the wire, counted from 0.
    let address: UInt16

    /// Reads a number; nil if it does not look like one of a manual: the digit of another table, another length,
    /// hexadecimal.
    ///
    /// - Parameter digits: the digits as written in the profile, without the number of a bit.
    init?(_ digits: some StringProtocol, of table: RegisterTable) {
        let lead: Character =
            switch table {
            case .coil: "0"
            case .discrete: "1"
            case .input: "3"
            case .holding: "4"
            }
        guard 5...6 ~= digits.count, digits.first == lead, digits.allSatisfy({ "0"..."9" ~= $0 }),
            let number = Int(digits.dropFirst()), number > 0, let address = UInt16(exactly: number - 1)
        else { return nil }
        (self.table, self.address) = (table, address)
    }

    /// Returns the text to write instead: `holding 0`.
    func register(addressBase: Int) -> String { "\(table.rawValue) \(Int(address) + addressBase)" }
}
