import Delivery
import Facilities
import Synchronization

/// The events that wait for an uplink to a platform. They are bounded: commits are joined, and a connection reads on only when what it read before
/// was taken.
final class PlatformInbox: Sendable {
    struct News {
        /// The events of connections, each with its number, in order.
        var events: [(line: Int, event: PlatformLine.Event)] = []
        /// The newest sequence that was committed; nil for none.
        var kept: Int64?
        /// Every minute that began before has its means; nil where no minute ended.
        var closed: Timestamp?
        var isEnding = false
    }

    /// A stream that has an element when there is news. One is enough for any number of them.
    let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation
    private let news = Mutex(News())

    init() { (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    /// Must be called for every commit, in order.
    func committed(_ commit: Committed) {
        // What is sent are means: a commit without an end of a minute has none.
        guard let closed = commit.closed else { return }
        news.withLock { news in
            news.kept = commit.sequences?.upperBound ?? news.kept
            news.closed = closed
        }
        wakeUp.yield()
    }

    func happened(_ event: PlatformLine.Event, on line: Int) {
        news.withLock { $0.events.append((line, event)) }
        wakeUp.yield()
    }

    func end() {
        news.withLock { $0.isEnding = true }
        wakeUp.yield()
    }

    /// The number of bytes that were read and not taken.
    var waitingBytes: Int {
        news.withLock { news in
            news.events.reduce(0) { count, one in
                if case .received(let bytes) = one.event { count + bytes.count } else { count }
            }
        }
    }

    /// There may be something to do without news.
    func wake() { wakeUp.yield() }

    /// Returns what has come in since the last call.
    func take() -> News {
        news.withLock { news in
            defer { news = News() }
            return news
        }
    }
}
