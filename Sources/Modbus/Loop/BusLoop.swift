import Dispatch
import Glibc

/// A thread that runs the jobs of its actors, and waits for all their descriptors and times with one system call.
///
/// A turn has three steps: every queued job runs; then what was registered for the end of the turn, with the jobs that this adds;
/// then the loop waits until a descriptor is ready, a time has come or another thread adds a job. A job added on the loop's own
/// thread costs no system call. The thread ends when nothing refers to the loop any more.
///
/// Functions that wait have the parameter `isolation`, so that they run on the loop: within a `nonisolated(nonsending)` function
/// `#isolation` is nil. The runtime resumes a task where the task prefers to run, before it continues on its actor. So a task that
/// prefers the loop never leaves its thread; any other one comes through the cooperative pool, which costs two changes of threads.
public final class BusLoop: SerialExecutor, TaskExecutor {
    /// What the thread holds as long as it runs.
    let shared = LoopQueue()

    /// The number of times that new jobs are run before the descriptors are looked at again, so that jobs that always add
    /// others cannot keep answers waiting.
    private static let mostRounds = 100

    /// Creates a loop, and starts its thread.
    ///
    /// - Parameter label: the name of the thread, of which Linux shows 15 bytes.
    public init(label: String = "modbus") {
        DispatchQueue(label: label).async { [weak self, shared] in
            shared.begin(named: label)
            while self?.turn() != nil { shared.wait() }
        }
    }

    deinit { shared.end() }

    /// Runs a job on the loop, after those before it.
    public func enqueue(_ job: consuming ExecutorJob) { shared.add(UnownedJob(job)) }

    /// Ends the process if the caller does not run on the loop.
    public func checkIsolated() { precondition(shared.isCurrent) }

    /// Waits until a time, or until the task is cancelled.
    public func sleep(until time: ContinuousClock.Instant, isolation: isolated (any Actor)? = #isolation) async {
        let id = shared.newID()
        await withTaskCancellationHandler {
            await withUnsafeContinuation(isolation: isolation) {
                shared.sleep(LoopTimers.Sleeper(id: id, until: time, continuation: $0))
            }
        } onCancel: {
            shared.cancel(id)
        }
    }

    /// Calls a function at the end of the present turn, when every job of it has run.
    public func afterTurn(_ body: @escaping @Sendable () -> Void) { shared.add(ending: body) }

    /// Waits until a descriptor is ready.
    ///
    /// - Parameters:
    ///   - events: `POLLIN` or `POLLOUT`.
    ///   - end: the time until which it is waited for. The descriptor is looked at once more after that time.
    /// - Returns: false if it was not ready by then.
    func isReady(
        _ descriptor: CInt, for events: CInt = POLLIN, by end: ContinuousClock.Instant,
        isolation: isolated (any Actor)? = #isolation
    ) async -> Bool {
        await withUnsafeContinuation {
            shared.wait(.init(descriptor: descriptor, events: Int16(events), end: end, continuation: $0))
        }
    }

    private func turn() {
        let (executor, preferred) = (asUnownedSerialExecutor(), asUnownedTaskExecutor())
        var rounds = 0
        while rounds < Self.mostRounds, shared.runJobs(on: executor, preferred) || shared.runEndings() { rounds += 1 }
    }
}
