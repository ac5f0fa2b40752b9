import DeviceProfiles
import Facilities
import StrictYAML
import Testing

/// Numbers of registers as manuals print them, taken for addresses. D11.
struct ManualAddressTests {
    private func warnings(_ register: String, head: String = "", type: String = "uint16") throws -> [String] {
        try profile("a: {register: \(register), type: \(type), own: true}", head: head).warnings.map(\.description)
    }

    @Test(arguments: [
        ("holding 40001", "uint16", "holding 0"), ("holding 40108", "float32", "holding 107"),
        ("holding 49999", "uint16", "holding 9998"), ("input 30001", "uint16", "input 0"),
        ("discrete 10001", "bool", "discrete 0"), ("coil 00001", "bool", "coil 0"), ("coil 00017", "bool", "coil 16"),
        ("coil 000017", "bool", "coil 16"), ("holding 40001.3", "bit", "holding 0.3"),
    ]) func aNumberOfAManualIsAWarningWithTheLineToWrite(register: String, type: String, right: String) throws {
        let found = try warnings(register, type: type)
        #expect(found.count == 1 && found.first?.hasPrefix("p.yaml:6:17: ") == true, "\(found)")
        #expect(found.first?.contains("register: \(right)") == true, "\(found)")
    }

    @Test func withAddressBase1TheLineToWriteCountsFrom1() throws {
        let found = try warnings("holding 40001", head: "addressBase: 1")
        #expect(found.first?.contains("register: holding 1,") == true, "\(found)")
    }

    /// What is written in hexadecimal was read off a frame.
    @Test(arguments: ["holding 40000", "holding 0x9C41", "holding 1", "holding 30001", "input 40001", "input 29999"])
    func anAddressIsNoWarning(register: String) throws {
        #expect(try warnings(register).isEmpty)
    }

    @Test func manyOfOneProfileAreOneWarning() throws {
        let points = (1...9).map { "a\($0): {register: holding 4000\($0), type: uint16, own: true}" }
        let yaml = yaml(points)
        let found = try DeviceProfile(yaml: yaml, file: "p.yaml").warnings
        #expect(found.count == 1 && found[0].message.contains("and 8 more"), "\(found)")
    }

    /// Beyond what a request can name: no address at all.
    @Test(arguments: [
        ("holding 400001", "uint16", "register: holding 0"), ("input 300012", "uint16", "register: input 11"),
        ("discrete 100001", "bool", "register: discrete 0"), ("holding 465536", "uint16", "register: holding 65535"),
    ]) func sixDigitsAreAMistakeWithTheLineToWrite(register: String, type: String, right: String) {
        let error = #expect(throws: SourceErrorsOfTest.self) { try warnings(register, type: type) }
        #expect(error?.description.contains(right) == true, "\(String(describing: error))")
    }
}
