import DeviceProfiles
import Testing

struct IdentificationTests {
    private func mark(_ equals: String) throws -> Identification {
        let profile = try profile(
            "a: {own: true, register: holding 0, type: uint16}",
            head: "identify: {register: holding 100, equals: \(equals)}")
        return try #require(profile.identify)
    }

    @Test(arguments: ["785", "0x0311"]) func aWordIsOneRegister(equals: String) throws {
        let mark = try mark(equals)
        #expect((mark.count, mark.words) == (1, [785]))
        #expect(mark.matches([785]) && !mark.matches([784]) && !mark.matches([]) && !mark.matches([785, 0]))
    }

    @Test(
        arguments: [
            ("\"SDM6\"", [0x5344, 0x4D36], true), ("\"SDM6\"", [0x5344, 0x4D37], false), ("\"SDM6\"", [0x5344], false),
            ("\"785\"", [0x3738, 0x3500], true), ("\"785\"", [0x3738, 0x3520], true),
            ("\"785\"", [0x3738, 0x3541], true),
            ("\"785\"", [0x3738, 0x3600], false),
        ] as [(String, [UInt16], Bool)])
    func aTextIsTwoLettersARegister(equals: String, answer: [UInt16], matches: Bool) throws {
        let mark = try mark(equals)
        #expect(mark.count == 2)
        #expect(mark.matches(answer) == matches)
        #expect(mark.matches(mark.words))
    }
}
