import MQTT
import Synchronization

/// Commands that wait to be answered. They are answered one after the other, beside all other work, because an answer
/// may wait for the journal.
final class CommandsIn: Sendable {
    private let commands: AsyncStream<MQTTMessage>
    private let continuation: AsyncStream<MQTTMessage>.Continuation
    private let bytes = Mutex(0)

    /// The limit, in bytes, of the commands that may wait for their answer. A single command is always accepted.
    private static let most = 4 << 20

    init() { (commands, continuation) = AsyncStream.makeStream() }

    /// Adds a command. Returns false if too many bytes already wait.
    func take(_ message: MQTTMessage) -> Bool {
        let size = Self.size(message)
        let isTaken = bytes.withLock { bytes in
            guard bytes == 0 || bytes + size <= Self.most else { return false }
            bytes += size
            return true
        }
        if isTaken { continuation.yield(message) }
        return isTaken
    }

    /// Answers the waiting commands until `end`.
    func run(_ answer: @Sendable (MQTTMessage) async -> Void) async {
        for await message in commands {
            await answer(message)
            bytes.withLock { $0 -= Self.size(message) }
        }
    }

    func end() { continuation.finish() }

    private static func size(_ message: MQTTMessage) -> Int { message.payload.count + 1024 }
}
