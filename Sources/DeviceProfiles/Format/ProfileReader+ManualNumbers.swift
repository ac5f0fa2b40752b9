import Facilities
import StrictYAML

/// Finds register numbers as manuals print them, where an address is expected.
extension ProfileReader {
    /// Reports a number that cannot be an address. Returns false if it is not a number of a manual.
    func reportManualNumber(_ text: String, at value: YAMLValue) -> Bool {
        guard let number = Self.manualNumber(text), Self.isBeyondAddresses(text, addressBase) else { return false }
        value.error(
            Text(
                zh: "“\(text)”是说明书里的编号，不是地址（0 到 65535）：请写 register: \(register(number, text))",
                en: "'\(text)' is a number as manuals print it, and no address (0 to 65535): write register: "
                    + register(number, text)))
        return true
    }

    /// Warns about points whose addresses look like numbers of a manual, once for all points. They may nevertheless be
    /// addresses, which a hexadecimal text makes clear.
    func warnOfManualNumbers(_ points: YAMLValue?) {
        let registers = (points?.entries ?? []).compactMap { $0.value.isMapping ? $0.value.entries : nil }
            .flatMap { $0 }.filter { $0.key.plainText == "register" }.map(\.value)
        let found = registers.compactMap { value in
            value.plainText.flatMap { text in Self.manualNumber(text).map { (value, text, $0) } }
        }.filter { !Self.isBeyondAddresses($0.1, addressBase) }
        guard let (value, text, number) = found.first else { return }
        let others = found.count - 1
        let more = others > 0 ? Text(zh: "等\(found.count)处", en: " and \(others) more") : Text(zh: "", en: "")
        let meant = register(number, text)
        value.warning(
            Text(
                zh: "“\(text)”\(more.zh)像说明书里的编号，不像通信中的地址：如果是编号，请写 register: \(meant)"
                    + "（此处 addressBase: \(addressBase)）；如果设备的地址就是它，请写成十六进制：\(Self.hexadecimal(text))",
                en:
                    "'\(text)'\(more.en) looks like a number as manuals print it, not like an address as on the wire: if "
                    + "it is one, write register: \(meant), here with addressBase: \(addressBase); if the device has "
                    + "this very address, write it in hexadecimal: \(Self.hexadecimal(text))"))
    }

    private func register(_ number: ManualNumber, _ text: String) -> String {
        let bit = text.split(separator: ".", maxSplits: 1).dropFirst().first.map { ".\($0)" } ?? ""
        return number.register(addressBase: addressBase) + bit
    }

    private static func manualNumber(_ text: String) -> ManualNumber? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let table = RegisterTable(rawValue: String(parts[0])) else { return nil }
        return ManualNumber(digits(parts[1]), of: table)
    }

    private static func digits(_ text: Substring) -> Substring { text.prefix { $0 != "." } }

    private static func isBeyondAddresses(_ text: String, _ addressBase: Int) -> Bool {
        let number = text.split(separator: " ").last.flatMap { Int(digits($0)) } ?? 0
        return number - addressBase > 65_535
    }

    private static func hexadecimal(_ text: String) -> String {
        let parts = text.split(separator: " ")
        let address = String(Int(digits(parts[1])) ?? 0, radix: 16, uppercase: true)
        return "\(parts[0]) 0x\(address)\(parts[1].drop { $0 != "." })"
    }
}
