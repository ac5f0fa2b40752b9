import MQTT
import Synchronization
import Testing

@testable import Uplinks

struct CommandsInTests {
    private func message(_ topic: String, _ size: Int = 10) -> MQTTMessage {
        MQTTMessage(topic: topic, payload: Array(repeating: 32, count: size))
    }

    @Test func commandsAreAnsweredOneAfterTheOtherInTheirOrder() async {
        let commands = CommandsIn()
        for number in 1...50 { #expect(commands.take(message("\(number)"))) }
        commands.end()
        let answered = Mutex<[String]>([])
        let running = Atomic(0)
        await commands.run { message in
            #expect(running.add(1, ordering: .relaxed).newValue == 1)
            await Task.yield()
            answered.withLock { $0.append(message.topic) }
            running.subtract(1, ordering: .relaxed)
        }
        #expect(answered.withLock(\.self) == (1...50).map(String.init))
    }

    @Test func moreBytesThanMayWaitAreNotTakenUntilSomeAreAnswered() async {
        let commands = CommandsIn()
        // Each counts 1 KiB more than its content: four of them are the limit.
        let megabyte = (1 << 20) - 1024
        for number in 1...4 { #expect(commands.take(message("\(number)", megabyte))) }
        #expect(!commands.take(message("beyond", 0)))
        commands.end()
        await commands.run { _ in }
        #expect(commands.take(message("after", megabyte)))
    }

    @Test func aSingleCommandIsTakenHoweverLarge() {
        let commands = CommandsIn()
        #expect(commands.take(message("large", 8 << 20)))
        #expect(!commands.take(message("next")))
    }
}
