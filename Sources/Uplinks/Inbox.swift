import Delivery
import Facilities
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
        /// The newest sequence that was committed; nil for none.
        var kept: Int64?
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
    func committed(_ commit: Committed) {
        state.withLock { state in
            state.recent.take(commit)
            state.news.kept = state.recent.end
            state.news.isCommitted = true
            if commit.isJudged { state.news.isJudged = true }
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

    /// There may be something to do without news.
    func wake() { wakeUp.yield() }

    /// Answers a request from memory; nil where the journal must be read.
    func portion(_ request: PortionRequest) -> KeptPortion? { state.withLock { $0.recent.portion(request) } }

    /// Forgets what no request asks for again: everything up to a sequence is acknowledged or left to the journal.
    func drop(upTo sequence: Int64) { state.withLock { $0.recent.drop(upTo: sequence) } }
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
        case .connected, .answered, .subscribed: break
        }
        events.append(event)
    }
}

extension MQTTEvent {
    fileprivate var isOfConnection: Bool {
        switch self {
        case .connected, .disconnected, .subscribed: true
        case .answered, .received: false
        }
    }
}
