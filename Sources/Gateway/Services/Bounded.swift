import Logging
import ServiceLifecycle
import Synchronization

/// A service that is abandoned if it takes too long to end with the process. Other services that have work at the end, such
/// as the last commit, come after it.
struct Bounded: Service {
    let name: String
    let service: any Service
    /// The time in which it must end.
    let patience: Duration
    let ending: Ending
    let logger: Logger

    func run() async throws {
        let outcome = Outcome()
        ending.began(name)
        // This is no child task, because those are always waited for. It inherits the notice of the shutdown.
        let task = Task {
            do {
                try await service.run()
                outcome.settle(.success(()))
            } catch {
                outcome.settle(.failure(error))
            }
            ending.ended(name)
        }
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await outcome.value
            } onGracefulShutdown: {
                ending.after(patience) {
                    guard outcome.settle(.success(())) else { return }
                    logger.warning("Stopped without waiting for this part", metadata: ["part": "\(name)"])
                    task.cancel()
                }
            }
        } onCancel: {
            task.cancel()
        }
    }
}

/// The result of something that ended. The first result counts.
private final class Outcome: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Void, any Error>)
        case settled(Result<Void, any Error>)
    }

    private let state = Mutex(State.open)

    /// Sets the result.
    ///
    /// - Returns: whether it was the first.
    @discardableResult func settle(_ result: Result<Void, any Error>) -> Bool {
        let before = state.withLock { state in
            defer { if case .settled = state {} else { state = .settled(result) } }
            return state
        }
        switch before {
        case .settled: return false
        case .open: return true
        case .awaited(let continuation):
            continuation.resume(with: result)
            return true
        }
    }

    /// The result. It may be read only once.
    var value: Void {
        get async throws {
            try await withCheckedThrowingContinuation { continuation in
                let settled = state.withLock { state -> Result<Void, any Error>? in
                    if case .settled(let result) = state { return result }
                    state = .awaited(continuation)
                    return nil
                }
                if let settled { continuation.resume(with: settled) }
            }
        }
    }
}
