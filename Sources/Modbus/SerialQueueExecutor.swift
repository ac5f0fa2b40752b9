import Dispatch

/// Runs an actor's jobs one at a time on a queue of its own, so that its blocking calls never occupy a thread of
/// Swift's cooperative pool.
public final class SerialQueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// Creates an executor with a queue of its own.
    ///
    /// - Parameter label: the name of the queue, for debuggers.
    public init(label: String) {
        queue = DispatchQueue(label: label)
    }

    /// Runs a job on the queue, after those before it.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// Ends the process if the caller does not run on the queue.
    public func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
