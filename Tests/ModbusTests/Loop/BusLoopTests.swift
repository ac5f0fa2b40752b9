import Dispatch
import Foundation
import TestSupport
import Testing

@testable import Modbus

/// An actor on a loop.
private actor Worker {
    private let loop: BusLoop
    private(set) var order: [Int] = []
    private var isStopped = false
    private var turn = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(_ loop: BusLoop) { self.loop = loop }

    func note(_ number: Int) { order.append(number) }

    func sleep(until time: ContinuousClock.Instant, then number: Int) async {
        await loop.sleep(until: time)
        order.append(number)
    }

    /// Adds a job to its loop again and again until it is stopped.
    func neverRest() {
        if !isStopped { Task { neverRest() } }
    }

    func stop() { isStopped = true }

    func thread() -> pthread_t {
        loop.preconditionIsolated()
        return pthread_self()
    }

    func isReady(_ descriptor: CInt, by end: ContinuousClock.Instant) async -> Bool {
        await loop.isReady(descriptor, by: end)
    }

    /// Sleeps, and returns the number of the loop's turn in which it woke.
    func turn(after time: ContinuousClock.Instant) async -> Int {
        await loop.sleep(until: time)
        if order.last != turn { loop.afterTurn { [weak self] in self?.assumeIsolated { $0.turn += 1 } } }
        order.append(turn)
        return turn
    }

    /// Waits for a pipe, into which something is written while the loop stands still for longer than the wait.
    func isReadyAfterStandingStill(_ pipe: BothEnds) async -> Bool {
        let waiting = Task { await isReady(pipe.input, by: .now + .milliseconds(1)) }
        loop.afterTurn {
            usleep(5000)
            pipe.write()
        }
        return await waiting.value
    }
}

/// A pipe, both ends of which are closed with it.
private final class BothEnds: Sendable {
    let input: CInt
    private let output: CInt

    init() {
        var ends: [CInt] = [0, 0]
        pipe(&ends)
        (input, output) = (ends[0], ends[1])
    }

    deinit {
        close(input)
        close(output)
    }

    func write() { _ = Foundation.write(output, "x", 1) }
}

struct BusLoopTests {
    private let worker = Worker(BusLoop())

    @Test func allActorsOfALoopShareItsThread() async {
        let loop = BusLoop()
        var threads: Set<pthread_t> = []
        for _ in 0..<20 { threads.insert(await Worker(loop).thread()) }
        #expect(threads.count == 1)
    }

    @Test(.timeLimit(.minutes(1))) func aThreadThatIsTheLastToHoldItsLoopEnds() async throws {
        weak var queue: LoopQueue?
        let gate = DispatchSemaphore(value: 0)
        do {
            let loop = BusLoop()
            queue = loop.shared
            loop.afterTurn {
                gate.wait()
                withExtendedLifetime(loop) {}
            }
        }
        gate.signal()
        while queue != nil { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func aTaskThatPrefersALoopNeverLeavesItsThread() async {
        let loop = BusLoop()
        let (worker, pipe) = (Worker(loop), BothEnds())
        let thread = await worker.thread()
        await withTaskExecutorPreference(loop) {
            // On no actor, so that only the preference decides.
            for _ in 0..<20 {
                #expect(pthread_equal(pthread_self(), thread) != 0)
                await worker.sleep(until: .now + .microseconds(100), then: 0)
                #expect(pthread_equal(pthread_self(), thread) != 0)
                #expect(await !worker.isReady(pipe.input, by: .now + .microseconds(100)))
            }
        }
    }

    @Test func tasksThatPreferALoopAndSleepUntilOneTimeWakeInOneTurn() async {
        let loop = BusLoop()
        let worker = Worker(loop)
        await withTaskExecutorPreference(loop) {
            let time = ContinuousClock.now + .milliseconds(50)
            await withTaskGroup(of: Int.self) { group in
                for _ in 0..<500 { group.addTask { await worker.turn(after: time) } }
                #expect(await group.reduce(into: Set<Int>()) { $0.insert($1) }.count == 1)
            }
        }
    }

    @Test func sleepersWakeInTheOrderOfTheirTimes() async {
        let now = ContinuousClock.now
        await withTaskGroup { group in
            for number in [5, 1, 4, 2, 3] {
                group.addTask { await worker.sleep(until: now + .milliseconds(100 + 10 * number), then: number) }
            }
        }
        #expect(await worker.order == [1, 2, 3, 4, 5])
    }

    @Test func nobodySleepsUntilAPastTime() async {
        await worker.sleep(until: .now - .seconds(1), then: 1)
        #expect(await worker.order == [1])
    }

    @Test func aSleepIsNeverTooShort() async {
        for microseconds in [1, 10, 333, 1000, 1999] {
            let end = ContinuousClock.now + .microseconds(microseconds)
            await worker.sleep(until: end, then: 0)
            #expect(.now >= end)
        }
    }

    @Test func aCancelledSleepEndsAtOnce() async {
        let sleeping = Task { await worker.sleep(until: .now + .seconds(1_000_000), then: 1) }
        sleeping.cancel()
        await sleeping.value
        #expect(await worker.order == [1])
    }

    @Test func sleepsThatAreCancelledBesideTheirBeginAllEnd() async {
        await withTaskGroup { group in
            for number in 0..<200 {
                group.addTask {
                    let sleeping = Task { await worker.sleep(until: .now + .seconds(1_000_000), then: number) }
                    if number % 2 == 0 { await Task.yield() }
                    sleeping.cancel()
                    await sleeping.value
                }
            }
        }
        #expect(await Set(worker.order) == Set(0..<200))
    }

    @Test func jobsOfOtherThreadsEndItsWait() async {
        await withTaskGroup { group in
            for number in 0..<1000 { group.addTask { await worker.note(number) } }
        }
        #expect(await Set(worker.order) == Set(0..<1000))
    }

    @Test func jobsThatAlwaysAddOthersKeepNobodyWaiting() async {
        await worker.neverRest()
        let pipe = BothEnds()
        pipe.write()
        #expect(await worker.isReady(pipe.input, by: .now + .seconds(1000)))
        await worker.sleep(until: .now + .milliseconds(1), then: 1)
        await worker.stop()
    }

    @Test func aDescriptorThatIsReadyIsSeenAlsoAfterTheTime() async {
        let pipe = BothEnds()
        #expect(await !worker.isReady(pipe.input, by: .now - .seconds(1)))
        #expect(await !worker.isReady(pipe.input, by: .now + .milliseconds(5)))
        pipe.write()
        #expect(await worker.isReady(pipe.input, by: .now - .seconds(1)))
    }

    @Test func aDescriptorThatBecameReadyWhileTheLoopStoodStillIsSeen() async {
        #expect(await worker.isReadyAfterStandingStill(BothEnds()))
    }

    @Test func manyDescriptorsAreWaitedForAtOnce() async {
        let pipes = (0..<200).map { _ in BothEnds() }
        await withTaskGroup(of: Bool.self) { group in
            for pipe in pipes { group.addTask { await worker.isReady(pipe.input, by: .now + .seconds(1000)) } }
            for pipe in pipes.reversed() { pipe.write() }
            for await isReady in group { #expect(isReady) }
        }
    }

    @Test func theThreadEndsWithTheLoop() async throws {
        let label = "loop \(getpid() % 1000) \(Int.random(in: 0...9999))"
        do {
            let worker = Worker(BusLoop(label: label))
            _ = await worker.thread()
            #expect(threads(named: label) == 1)
        }
        while threads(named: label) > 0 { try await Task.sleep(for: .milliseconds(5)) }
    }
}

/// Returns the number of threads of this process with a name.
func threads(named name: String) -> Int {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    return threads.count { thread in
        let known = try? String(contentsOfFile: "/proc/self/task/\(thread)/comm", encoding: .utf8)
        return known == name + "\n"
    }
}
