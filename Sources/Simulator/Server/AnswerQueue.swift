import Modbus

/// Answers on their way to their clients, each with the time at which it goes out.
///
/// A paced line carries one frame at a time. A request takes its characters and the silence after them; an answer goes
/// out whole when its last character is over, and is followed by silence too.
struct AnswerQueue {
    typealias Instant = ContinuousClock.Instant

    struct Answer {
        var client: CInt
        var frame: [UInt8]
        var due: Instant
        /// Whether the connection is closed behind it.
        var isLast = false
    }

    private let line: SerialLine?
    private var waiting: [Answer] = []
    /// What the paced line carries.
    private var sending: Answer?
    /// When the silence after the last frame on it is over.
    private var free = Instant.now

    /// - Parameter line: whose time frames take; nil if they take none.
    init(pacedBy line: SerialLine?) {
        self.line = line
    }

    /// A request has come in; returns when a device may begin to answer it.
    mutating func heard(_ characters: Int, at time: Instant) -> Instant {
        guard let line else { return time }
        free = max(time, free) + line.characterTime * characters + line.silence
        return free
    }

    mutating func put(_ answer: Answer) {
        waiting.append(answer)
    }

    /// Of a client that is gone.
    mutating func forget(_ client: CInt) {
        waiting.removeAll { $0.client == client }
        if sending?.client == client { sending = nil }
    }

    /// When to take the next one; nil if nothing is waiting.
    var next: Instant? {
        if let sending { return sending.due }
        return waiting.map(\.due).min().map { line == nil ? $0 : max($0, free) }
    }

    /// An answer that goes out now.
    mutating func take(at now: Instant) -> Answer? {
        if let sending {
            guard sending.due <= now else { return nil }
            self.sending = nil
            return sending
        }
        guard let next, next <= now, let index = waiting.indices.min(by: { waiting[$0].due < waiting[$1].due }) else {
            return nil
        }
        let answer = waiting.remove(at: index)
        guard let line else { return answer }
        let end = next + line.characterTime * answer.frame.count
        free = end + line.silence
        sending = Answer(client: answer.client, frame: answer.frame, due: end, isLast: answer.isLast)
        return take(at: now)
    }
}
