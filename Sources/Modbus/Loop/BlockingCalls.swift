import Dispatch
import Synchronization

/// Calls of the system that block and cannot be cancelled, such as the resolution of a host name. They run on a few threads, so
/// that they never stop a loop, and the first that come are the first that run.
final class BlockingCalls: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var threads = 0
    }

    /// The threads of the process. Four of them wait for name servers at most, however many names have no answer.
    static let shared = BlockingCalls(mostThreads: 4)

    private let state = Mutex(State())
    private let mostThreads: Int

    init(mostThreads: Int) {
        self.mostThreads = mostThreads
    }

    /// Makes a call on one of the threads, and returns its result to the caller's actor.
    func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value, isolation: isolated (any Actor)? = #isolation)
        async -> Value
    {
        await withUnsafeContinuation { continuation in
            add { continuation.resume(returning: body()) }
        }
    }

    private func add(_ call: @escaping @Sendable () -> Void) {
        let needsThread = state.withLock { state in
            state.waiting.append(call)
            guard state.threads < mostThreads else { return false }
            state.threads += 1
            return true
        }
        if needsThread { DispatchQueue(label: "modbus names").async { self.work() } }
    }

    private func work() {
        while let call = next() { call() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.threads -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
