import MQTT

/// Which retained commands were refused in this run, so that each is answered once: the broker sends them at every
/// connection. Memory is bounded: of more than 256 the one that came first is forgotten, and answered again if it comes back.
struct RetainedCommands {
    static let most = 256

    /// In the order in which they came.
    private var seen: [Int] = []

    /// Returns whether it comes for the first time.
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
