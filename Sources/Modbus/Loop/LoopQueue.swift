import CTerminal
import Glibc
import Synchronization

/// The work of a loop, and the wait of its thread. Any thread may add to it; only the loop's thread runs and waits.
final class LoopQueue: Sendable {
    /// A task that waits for a descriptor.
    struct Input {
        var descriptor: CInt
        var events: Int16
        var end: ContinuousClock.Instant
        var continuation: UnsafeContinuation<Bool, Never>
    }

    private struct State {
        var thread: pthread_t?
        var jobs: [UnownedJob] = []
        var endings: [@Sendable () -> Void] = []
        var inputs: [Input] = []
        var timers = LoopTimers()
        var newestID: UInt64 = 0
        /// Whether the thread waits, or is about to, so that something new must end the wait.
        var isWaiting = false
        /// Whether nothing refers to the loop any more.
        var isEnding = false

        /// The earliest time of the timers and inputs; nil if there is none.
        var next: ContinuousClock.Instant? {
            inputs.reduce(timers.next) { next, input in next.map { min($0, input.end) } ?? input.end }
        }
    }

    private let state = Mutex(State())
    private let waker = mashang_wake_descriptor()

    deinit { close(waker) }

    /// Notes that the caller is the loop's thread, and names it.
    func begin(named label: String) {
        pthread_setname_np(pthread_self(), String(label.utf8.prefix(15)) ?? "modbus")
        state.withLock { $0.thread = pthread_self() }
    }

    /// Whether the caller is the loop's thread.
    var isCurrent: Bool {
        state.withLock { state in state.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
    }

    func newID() -> UInt64 {
        state.withLock { state in
            state.newestID += 1
            return state.newestID
        }
    }

    // MARK: Adding

    func add(_ job: UnownedJob) { change { $0.jobs.append(job) } }

    func add(ending: @escaping @Sendable () -> Void) { change { $0.endings.append(ending) } }

    func wait(_ input: Input) { change { $0.inputs.append(input) } }

    /// Registers a sleeper. One whose task is cancelled already wakes at once: `cancel` may have come before it.
    func sleep(_ sleeper: LoopTimers.Sleeper) {
        change { state in
            var sleeper = sleeper
            if Task.isCancelled { sleeper.until = .now }
            state.timers.add(sleeper)
        }
    }

    func cancel(_ id: UInt64) {
        state.withLock { $0.timers.remove(id) }?.continuation.resume()
    }

    /// Ends the wait of the thread, and the one that it may be about to begin.
    func end() { change { $0.isEnding = true } }

    private func change(_ body: (inout State) -> Void) {
        let mustWake = state.withLock { state in
            body(&state)
            defer { state.isWaiting = false }
            return state.isWaiting
        }
        if mustWake { _ = eventfd_write(waker, 1) }
    }

    // MARK: The loop's thread

    /// Runs the jobs that are queued now.
    ///
    /// - Returns: false if there were none.
    func runJobs(on executor: UnownedSerialExecutor, _ preferred: UnownedTaskExecutor) -> Bool {
        let jobs = state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs { job.runSynchronously(isolatedTo: executor, taskExecutor: preferred) }
        return !jobs.isEmpty
    }

    /// Calls what was registered for the end of the turn.
    ///
    /// - Returns: false if there was nothing.
    func runEndings() -> Bool {
        let endings = state.withLock { state in
            defer { state.endings = [] }
            return state.endings
        }
        for ending in endings { ending() }
        return !endings.isEmpty
    }

    /// Waits until there is something to do, and resumes the tasks whose descriptor is ready or whose time has come.
    func wait() {
        let now = ContinuousClock.now
        var descriptors: [pollfd] = []
        let next: ContinuousClock.Instant? = state.withLock { state in
            state.isWaiting = state.jobs.isEmpty && state.endings.isEmpty && !state.isEnding
            descriptors = self.descriptors(of: state.inputs)
            return state.isWaiting ? state.next : now
        }
        let left = next.map { Self.nanoseconds(from: now, to: $0) } ?? -1
        let count = mashang_poll(&descriptors, nfds_t(descriptors.count), left)
        // An interrupted call leaves the array as it was, and nothing in it is ready.
        if descriptors[0].revents != 0 { clear(waker) }
        // The descriptors were looked at after this time. When the time is over the kernel looks at them once more.
        let looked = count == 0 ? max(now, next ?? now) : now
        resume(descriptors.dropFirst(), looked: count < 0 ? nil : looked)
    }

    /// Returns the time between two, rounded up, so that the second has come after it.
    private static func nanoseconds(from now: ContinuousClock.Instant, to time: ContinuousClock.Instant) -> Int64 {
        guard time > now else { return 0 }
        return Int64((time - now) / .nanoseconds(1)) + 1
    }

    private func clear(_ descriptor: CInt) {
        var value: eventfd_t = 0
        _ = eventfd_read(descriptor, &value)
    }

    private func descriptors(of inputs: [Input]) -> [pollfd] {
        var descriptors: [pollfd] = []
        descriptors.reserveCapacity(inputs.count + 1)
        descriptors.append(pollfd(fd: waker, events: Int16(POLLIN), revents: 0))
        for input in inputs {
            descriptors.append(pollfd(fd: input.descriptor, events: input.events, revents: 0))
        }
        return descriptors
    }

    /// Resumes the inputs that are ready, and the inputs and sleepers whose time had come when the descriptors were looked at.
    ///
    /// - Parameters:
    ///   - descriptors: those of the first inputs. Inputs that were added since are behind them.
    ///   - looked: that time; nil if they were not looked at.
    private func resume(_ descriptors: ArraySlice<pollfd>, looked: ContinuousClock.Instant?) {
        var ended: [(input: Input, isReady: Bool)] = []
        let due = state.withLock { state in
            state.isWaiting = false
            var left: [Input] = []
            for (input, descriptor) in zip(state.inputs, descriptors) {
                let isReady = descriptor.revents != 0
                if isReady || looked.map({ input.end <= $0 }) == true {
                    ended.append((input, isReady))
                } else {
                    left.append(input)
                }
            }
            state.inputs.replaceSubrange(..<descriptors.count, with: left)
            return looked.map { state.timers.takeDue(at: $0) } ?? []
        }
        for (input, isReady) in ended { input.continuation.resume(returning: isReady) }
        for sleeper in due { sleeper.continuation.resume() }
    }
}
