/// A register's number as manuals print it: the table's digit, and the count within the table from 1. 40001 is the first
/// holding register, 30001 the first input register, 10001 the first discrete input, 00001 the first coil; with six digits
/// 400001 and so on. Section 4.4 of the MODBUS Application Protocol V1.1b3 counts addresses from 0.
struct ManualNumber: Hashable {
    let table: RegisterTable
    /// Counted from 0, as on the wire.
    let address: UInt16

    /// Nil for what does not look like such a number: another table's digit, another length, hexadecimal.
    ///
    /// - Parameter digits: as they stand in the profile, without a bit's number.
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

    /// What to write for it: `holding 0`.
    func register(addressBase: Int) -> String { "\(table.rawValue) \(Int(address) + addressBase)" }
}
