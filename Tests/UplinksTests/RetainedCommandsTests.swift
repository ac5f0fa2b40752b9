import MQTT
import Testing

@testable import Uplinks

struct RetainedCommandsTests {
    private func message(_ topic: String, _ payload: UInt8) -> MQTTMessage {
        MQTTMessage(topic: topic, payload: [payload], retain: true)
    }

    @Test func eachTopicAndPayloadIsNewOnce() {
        var retained = RetainedCommands()
        #expect(retained.isNew(message("a", 1)) == true)
        #expect(retained.isNew(message("a", 1)) == false)
        #expect(retained.isNew(message("b", 1)) == true)
        #expect(retained.isNew(message("a", 2)) == true)
        #expect(retained.isNew(message("a", 1)) == false)
    }

    @Test func theFirstIsForgottenBeyondTheMost() {
        var retained = RetainedCommands()
        for topic in 1...RetainedCommands.most { #expect(retained.isNew(message("\(topic)", 1)) == true) }
        #expect(retained.isNew(message("1", 1)) == false)
        #expect(retained.isNew(message("more", 1)) == true)
        #expect(retained.isNew(message("2", 1)) == false)
        #expect(retained.isNew(message("1", 1)) == true)
    }
}
