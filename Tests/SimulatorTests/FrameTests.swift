import Modbus
import Testing

@testable import Simulator

struct FrameTests {
    @Test func aHalfRequestIsWaitedFor() {
        let whole: [UInt8] = [0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 2]
        for length in 0..<whole.count {
            var bytes = Array(whole.prefix(length))
            guard case .wait = Framing.tcp.next(&bytes) else {
                Issue.record("\(length) bytes were taken for a request")
                return
            }
            #expect(bytes.count == length)
        }
    }

    @Test func aRequestWithAWrongChecksumIsNoRequest() {
        var bytes: [UInt8] = [1, 3, 0, 0, 0, 1, 0x84, 0x0B]
        guard case .broken = Framing.rtu.next(&bytes) else {
            Issue.record("a wrong checksum was accepted")
            return
        }
    }

    @Test func noBytesWhateverMakeTheServerFail() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let pdu = (0..<Int.random(in: 0...260, using: &random)).map { _ in UInt8.random(in: .min ... .max) }
            if case .success(.read(_, let table, _, let count)) = PDU.request(unit: 1, pdu) {
                #expect(1...table.maximum ~= count)
            }
        }
    }
}
