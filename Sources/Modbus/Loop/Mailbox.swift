import Synchronization

/// Hands over together what the actors of a loop send in one turn, in the order in which they sent it.
///
/// A sender waits until the receiver has taken what it sent, so that no more than one message of each sender is kept.
public final class Mailbox<Letter: Sendable>: Sendable {
    private struct State {
        /// The letters of the present turn.
        var arriving = Post()
        /// The letters of complete turns.
        var ready = Post()
        var isDelivering = false
    }

    private struct Post {
        var letters: [Letter] = []
        var senders: [UnsafeContinuation<Void, Never>] = []
    }

    /// The loop of the senders.
    public let loop: BusLoop
    private let receive: @Sendable ([Letter]) async -> Void
    private let state = Mutex(State())

    /// Creates an empty mailbox.
    ///
    /// - Parameters:
    ///   - loop: the loop on which all senders run.
    ///   - receive: takes the letters, one call after another.
    public init(of loop: BusLoop, receive: @escaping @Sendable ([Letter]) async -> Void) {
        (self.loop, self.receive) = (loop, receive)
    }

    /// Sends letters at the end of the loop's turn, and returns when the receiver has taken them.
    public func send(_ letters: [Letter], isolation: isolated (any Actor)? = #isolation) async {
        await withUnsafeContinuation { continuation in
            let isFirst = state.withLock { state in
                state.arriving.letters += letters
                state.arriving.senders.append(continuation)
                return state.arriving.senders.count == 1
            }
            if isFirst { loop.afterTurn { self.endTurn() } }
        }
    }

    private func endTurn() {
        let mustBegin = state.withLock { state in
            state.ready.letters += state.arriving.letters
            state.ready.senders += state.arriving.senders
            state.arriving = Post()
            defer { state.isDelivering = true }
            return !state.isDelivering
        }
        if mustBegin { Task { await deliver() } }
    }

    private func deliver() async {
        while let post = takeReady() {
            await receive(post.letters)
            // All in one turn: each one alone would wake the loop.
            loop.afterTurn {
                for sender in post.senders { sender.resume() }
            }
        }
    }

    private func takeReady() -> Post? {
        state.withLock { state in
            guard !state.ready.senders.isEmpty else {
                state.isDelivering = false
                return nil
            }
            defer { state.ready = Post() }
            return state.ready
        }
    }
}
