import Facilities
import Labels
import Testing

@Suite struct QRSymbolTests {
    /// The two format bits beside the upper left finder say the level, behind the mask of ISO/IEC 18004 section 7.9.1.
    @Test(arguments: ["A", "https://ma.example.cn/q/NJ320104C00012D", String(repeating: "a", count: 800)])
    func everySymbolIsOfLevelH(text: String) throws {
        let symbol = try QRSymbol(text)
        let bits = [symbol[0, 8], symbol[1, 8]].map { $0 ? 1 : 0 }
        #expect([bits[0] ^ 1, bits[1] ^ 0] == [1, 0])
    }

    @Test func theTerminalShowsTheSameModules() throws {
        let symbol = try QRSymbol("https://ma.example.cn/q/NJ320104C00012D")
        let lines = symbol.terminal().split(separator: "\n").map { line in
            line.drop { $0 != "m" }.dropFirst().prefix { $0 != "\u{1B}" }
        }
        for y in 0..<symbol.size {
            for x in 0..<symbol.size {
                let character = Array(lines[(y + 4) / 2])[x + 4]
                let dark = y % 2 == 0 ? "█▀".contains(character) : "█▄".contains(character)
                #expect(dark == symbol[x, y])
            }
        }
    }

    @Test(arguments: ["", "码上换", "a\n"]) func onlyPrintableASCIIIsEncoded(_ text: String) {
        #expect(throws: LabelError.notASCII(text)) { try QRSymbol(text) }
    }

    @Test func aTextThatIsTooLongForLevelHIsRefused() {
        let text = String(repeating: "a", count: 1274)
        #expect(throws: LabelError.tooLong(text)) { try QRSymbol(text) }
    }
}
