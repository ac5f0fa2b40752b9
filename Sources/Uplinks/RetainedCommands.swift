import MQTT

/// The retained commands that were refused in this run, so that each is answered only once: the broker sends them at
/// every connection. Memory is bounded: beyond 256, the command that came first is forgotten, and answered again if it
/// returns.
struct RetainedCommands {
    static let most = 256

    /// The commands in order of arrival.
    private var seen: [Int] = []

    /// Returns whether a command comes for the first time.
    mutating func isNew(_ message: MQTTMessage) -> Bool {
        var hasher = Hasher()
        hasher.combine(message.topic)
        hasher.combine(message.payload)
        let hash = hasher.finalize()
        guard !seen.contains(hash) else { return false }
        seen.append(hash)
        seen.removeFirst(max(0, seen.count - Self.most))
        return true
    }
}
