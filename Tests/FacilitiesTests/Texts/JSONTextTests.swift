import Facilities
import Foundation
import Testing

struct JSONTextTests {
    @Test func everyTextComesBackFromJSON() throws {
        let scalars = (UInt8(0)...0x7F).map { String(Unicode.Scalar($0)) }
        for text in scalars + ["", "温度\"1\"", "a\\/b\r\n", "\u{1F600}", "\u{2028}"] {
            let json = Data("[\(JSONText.string(text))]".utf8)
            #expect(try JSONDecoder().decode([String].self, from: json) == [text])
        }
    }

    @Test(arguments: [(800.0, "800"), (35.3, "35.3"), (-0.5, "-0.5"), (1e300, "1e+300")])
    func aNumberIsItsShortestText(number: Double, text: String) {
        #expect(JSONText.number(number) == text)
    }
}
