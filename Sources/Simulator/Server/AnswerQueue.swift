import Modbus

/// Answers that wait to be sent to their clients, each with the time at which it is due.
///
/// A paced line carries one frame at a time. A request occupies the line for its characters and the silence after them;
/// an answer is sent as a whole when its last character would be over, and is followed by silence too.
struct AnswerQueue {
    typealias Instant = ContinuousClock.Instant

    struct Answer {
        var client: CInt
        var frame: [UInt8]
        /// The time at which the answer is sent.
        var due: Instant
        /// Whether the connection is closed after the answer.
        var isLast = false
    }

    private let line: SerialLine?
    private var waiting: [Answer] = []
    /// The answer that the paced line carries at the moment.
    private var sending: Answer?
    /// The time at which the silence after the last frame on the line ends.
    private var free = Instant.now

    /// Creates an empty queue.
    ///
    /// - Parameter line: the line whose speed determines how long frames take; nil if they take no time.
    init(pacedBy line: SerialLine?) {
        self.line = line
    }

    /// Notes a request that has come in. Returns the time from which a device may answer it.
    mutating func heard(_ characters: Int, at time: Instant) -> Instant {
        guard let line else { return time }
        free = max(time, free) + line.characterTime * characters + line.silence
        return free
    }

    mutating func put(_ answer: Answer) {
        waiting.append(answer)
    }

    /// Removes the answers to a client that has disconnected.
    mutating func forget(_ client: CInt) {
        waiting.removeAll { $0.client == client }
        if sending?.client == client { sending = nil }
    }

    /// The time at which to take the next answer; nil if none is waiting.
    var next: Instant? {
        if let sending { return sending.due }
        return waiting.map(\.due).min().map { line == nil ? $0 : max($0, free) }
    }

    /// Removes and returns an answer that is due; nil if none is.
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
