import Facilities
import TestSupport
import Testing

struct JSONBytesTests {
    private func text(_ write: (inout JSONBytes) -> Void) -> String {
        var json = JSONBytes()
        write(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test func aTextIsWrittenAsOneOfItsOwnWouldBe() {
        let scalars = (UInt8(0)...0x7F).map { String(Unicode.Scalar($0)) }
        for text in scalars + ["", "温度\"1\"", "a\\/b\r\n", "\u{1F600}", "a text of more than fifteen bytes"] {
            #expect(self.text { $0.string(text) } == JSONText.string(text))
        }
    }

    @Test(arguments: [0, 9, 10, -1, -10, 1_795_697_121_000, .max, .min] as [Int64])
    func anIntegerHasItsDigits(value: Int64) {
        #expect(text { $0.number(value) } == "\(value)")
    }

    @Test func aNumberIsWrittenAsOneOfItsOwnWouldBe() {
        var random = SplitMix(seed: 7)
        let edges = [0, -0.0, 0x1p53, -0x1p53, 0x1.fffffffffffffp52, 1e-5, 0.1 + 0.2, 1e300, .leastNonzeroMagnitude]
        let others = (0..<2000).map { _ in
            let value = Double(bitPattern: random.next())
            return value.isFinite ? value : 35.3
        }
        for value in edges + others { #expect(text { $0.number(value) } == JSONText.number(value)) }
        #expect(text { $0.number(nil as Double?) } == "null")
    }

    @Test func whatIsWrittenFollowsWhatWasWritten() {
        let head = {
            var json = JSONBytes(capacity: 100)
            json.write(#"{"a":"#)
            return json
        }()
        let written = text { json in
            json.write(head)
            json.number(1 as Int64)
            json.write("}")
        }
        #expect(written == #"{"a":1}"#)
    }
}
