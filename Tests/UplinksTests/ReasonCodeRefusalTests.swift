import Delivery
import MQTT
import Testing

@testable import Uplinks

/// What a reason code of a message asks for.
struct ReasonCodeRefusalTests {
    @Test(arguments: [ReasonCode.notAuthorized, .topicNameInvalid])
    func aTopicIsRefusedByTheCodesThatNameIt(_ code: ReasonCode) {
        #expect(Refusal(code) == Refusal(.stream, code.word))
    }

    @Test(arguments: [ReasonCode.packetTooLarge, .payloadFormatInvalid])
    func aMessageIsRefusedByTheCodesThatNameIt(_ code: ReasonCode) {
        #expect(Refusal(code) == Refusal(.message, code.word))
    }

    @Test func everyOtherCodeAsksForLater() {
        let named: Set<ReasonCode> = [.notAuthorized, .topicNameInvalid, .packetTooLarge, .payloadFormatInvalid]
        for number in UInt8(0x80)...0xFF where !named.contains(ReasonCode(rawValue: number)) {
            #expect(Refusal(ReasonCode(rawValue: number)).kind == .later)
        }
    }
}
