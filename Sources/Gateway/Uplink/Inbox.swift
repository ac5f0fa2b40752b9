import Journal
import MQTT
import Synchronization

/// What waits for the uplink: events of the connection in their order, and that something was committed.
///
/// It is bounded, and nobody who puts something in has to wait: commits and changes of the connection are joined,
/// acknowledgements are as few as the messages on their way, and commands beyond a limit are dropped and counted.
final class Inbox: Sendable {
    struct News {
        var events: [MQTTEvent] = []
        /// Commands that were dropped because too many waited: their senders get no reply.
        var dropped = 0
        /// Whether a commit was made or tried.
        var isCommitted = false
        /// Whether a commit may have changed the status of a facility.
        var isJudged = false
        /// Whether the gateway's health is another than before.
        var isHealthChanged = false
        var isEnding = false
        /// The bytes of the commands in `events`.
        fileprivate var bytes = 0
    }

    private struct State {
        var news = News()
        var recent: Recent
    }

    /// Has an element when there is news. One is enough for any number of them.
    let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation
    private let state: Mutex<State>

    /// Bytes of commands that wait at most; a single one is always taken.
    static let largestBytes = 1 << 20

    /// - Parameters:
    ///   - sequence: the last one in the journal.
    ///   - clock: that of its newest `clock` entry.
    init(after sequence: Int64, clock: Int64? = nil) {
        (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        state = Mutex(State(recent: Recent(after: sequence, clock: clock)))
    }

    /// Must be called for every commit, in order.
    func committed(_ batch: Batch) {
        state.withLock { state in
            state.recent.take(batch)
            state.news.isCommitted = true
            // A status changes with an entry, or when time passes: then the states of the rules are kept.
            if !batch.entries.isEmpty || !batch.ruleStates.isEmpty { state.news.isJudged = true }
        }
        wakeUp.yield()
    }

    /// A commit failed, or one succeeded again.
    ///
    /// - Parameter isChanged: whether it is the first of its kind.
    func tried(isChanged: Bool) {
        state.withLock { state in
            state.news.isCommitted = true
            state.news.isHealthChanged = state.news.isHealthChanged || isChanged
        }
        wakeUp.yield()
    }

    func happened(_ event: MQTTEvent) {
        state.withLock { $0.news.add(event) }
        wakeUp.yield()
    }

    func end() {
        state.withLock { $0.news.isEnding = true }
        wakeUp.yield()
    }

    /// Returns what has come in since the last call.
    func take() -> News {
        state.withLock { state in
            defer { state.news = News() }
            return state.news
        }
    }

    /// Returns the items behind a sequence, at most `limit`, if they are still in memory, and the sequence of the `clock` entry by
    /// which their times are given; nil if the journal must be read.
    ///
    /// - Parameter sequence: what was read and acknowledged before: never less than in the last call.
    func page(after sequence: Int64, limit: Int) -> (items: [Item], clock: Int64?)? {
        state.withLock { state in
            state.recent.drop(upTo: sequence)
            return state.recent.page(after: sequence, limit: limit).map { ($0, state.recent.clock) }
        }
    }
}

extension Inbox.News {
    fileprivate mutating func add(_ event: MQTTEvent) {
        switch event {
        case .disconnected:
            // Connections that have ended unseen leave only their end.
            events.removeAll(where: \.isOfConnection)
        case .received(let message):
            let size = message.payload.count + 256
            guard bytes == 0 || bytes + size <= Inbox.largestBytes else {
                dropped += 1
                return
            }
            bytes += size
        case .connected, .acknowledged, .refused, .subscribed: break
        }
        events.append(event)
    }
}

extension MQTTEvent {
    fileprivate var isOfConnection: Bool {
        switch self {
        case .connected, .disconnected, .subscribed: true
        case .acknowledged, .refused, .received: false
        }
    }
}
