import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Modbus
@testable import Simulator

/// The number of calls that run, and the largest one.
private final class Running: Sendable {
    private let now = Atomic(0)
    let most = Atomic(0)

    func pass(_ number: Int) -> Int {
        most.max(now.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
        usleep(100)
        now.subtract(1, ordering: .relaxed)
        return number
    }
}

struct BlockingCallsTests {
    @Test func noMoreCallsRunThanThereAreThreadsAndEachReturnsItsResult() async {
        let calls = BlockingCalls(mostThreads: 4)
        let running = Running()
        await withTaskGroup(of: Int.self) { group in
            for number in 0..<100 {
                group.addTask { await calls.run { running.pass(number) } }
            }
            var results: Set<Int> = []
            for await result in group { results.insert(result) }
            #expect(results == Set(0..<100))
        }
        #expect(1...4 ~= running.most.load(ordering: .relaxed))
    }

    @Test func callsThatNeverReturnKeepNoBusWithANumericAddressWaiting() async throws {
        let calls = BlockingCalls.shared
        let release = DispatchSemaphore(value: 0)
        let blocked = (0..<4).map { _ in Task { await calls.run { release.wait() } } }
        let server = try ModbusServer.tcp { _ in .words([7]) }
        let words = try await ModbusBus(.tcp(host: "127.0.0.1", port: server.port)).read(
            ModbusRead(unit: 1, table: .holding, address: 0, count: 1, timeout: .seconds(60)))
        #expect(words == [7])
        for _ in blocked { release.signal() }
        for task in blocked { await task.value }
    }
}
