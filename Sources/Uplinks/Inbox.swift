import Delivery
import Facilities
import MQTT
import Synchronization

/// The input of an uplink: the events of the connection in their order, and the notice that something was committed.
///
/// It is bounded, and no caller that adds something has to wait: commits and changes of the connection are merged,
/// there are no more acknowledgements than messages in flight, and commands beyond a limit are dropped and counted.
final class Inbox: Sendable {
    struct News {
        var events: [MQTTEvent] = []
        /// The number of commands that were dropped because too many waited. Their senders get no reply.
        var dropped = 0
        /// The newest sequence that was committed; nil for none.
        var kept: Int64?
        /// Whether a commit was made or attempted.
        var isCommitted = false
        /// Whether a commit may have changed the status of a facility.
        var isJudged = false
        /// Whether the gateway's health has changed.
        var isHealthChanged = false
        var isEnding = false
        /// The size of the commands in `events`, in bytes.
        fileprivate var bytes = 0
    }

    private struct State {
        var news = News()
        var recent: Recent
        /// Whether the uplink was woken and has not taken the news yet, so that it need not be woken again.
        var isWoken = false
    }

    /// Has an element when there is news. One element is enough for any amount of news.
    let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation
    private let state: Mutex<State>

    /// The limit of the commands that may wait, in bytes. A single command is always accepted.
    static let largestBytes = 1 << 20

    /// Creates an empty inbox.
    ///
    /// - Parameters:
    ///   - sequence: the last sequence in the journal.
    ///   - clock: the sequence of its newest `clock` entry; nil if it has none.
    init(after sequence: Int64, clock: Int64? = nil) {
        (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        var recent = Recent(after: sequence, clock: clock)
        recent.isWanted = false
        state = Mutex(State(recent: recent))
    }

    /// Notes whether there is a connection, on which committed items are asked for.
    func connected(_ isConnected: Bool) { state.withLock { $0.recent.isWanted = isConnected } }

    /// Adds a commit. It must be called for every commit, in order.
    func committed(_ commit: Committed) {
        add { state in
            state.recent.take(commit)
            state.news.kept = state.recent.end
            state.news.isCommitted = true
            if commit.isJudged { state.news.isJudged = true }
        }
    }

    /// Notes that a commit failed, or that one succeeded again after a failure.
    ///
    /// - Parameter isChanged: whether the obstacle has changed or is gone.
    func tried(isChanged: Bool) {
        add { state in
            state.news.isCommitted = true
            state.news.isHealthChanged = state.news.isHealthChanged || isChanged
        }
    }

    func happened(_ events: [MQTTEvent]) {
        add { state in
            for event in events { state.news.add(event) }
        }
    }

    func end() { add { $0.news.isEnding = true } }

    private func add(_ change: (inout State) -> Void) {
        let isFirst = state.withLock { state in
            change(&state)
            defer { state.isWoken = true }
            return !state.isWoken
        }
        if isFirst { wakeUp.yield() }
    }

    /// Returns what has come in since the last call.
    func take() -> News {
        state.withLock { state in
            defer { (state.news, state.isWoken) = (News(), false) }
            return state.news
        }
    }

    /// Wakes the uplink without news, because there may be something to do.
    func wake() { add { _ in } }

    /// Answers a request from memory; nil if the journal must be read.
    func portion(_ request: PortionRequest) -> KeptPortion? { state.withLock { $0.recent.portion(request) } }

    /// Removes from memory what no request asks for again: everything up to a sequence is acknowledged, or is read from
    /// the journal.
    func drop(upTo sequence: Int64) { state.withLock { $0.recent.drop(upTo: sequence) } }
}

extension Inbox.News {
    fileprivate mutating func add(_ event: MQTTEvent) {
        switch event {
        case .disconnected:
            // Of connections that began and ended before anybody read the events, only the end remains.
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
