import CTimex
import Foundation
import TestSupport
import Testing

/// The moved clock itself, as a Python program sees it.
@Suite(.timeLimit(.minutes(5))) struct MovedClockTests {
    private let folder = try! TemporaryFolder()

    /// Returns what a program prints that has this clock.
    private func run(_ command: String, _ clock: MovedClock) async throws -> [Double] {
        let environment = try await clock.environment().map { "\($0.key)=\($0.value)" }
        let said = try await output(of: "env", environment + ["python3", "-c", command])
        return try said.split(whereSeparator: \.isWhitespace).map { try #require(Double($0), "\(said)") }
    }

    /// Returns the wall clock, the time since the boot, and that without standby, in seconds.
    private func clocks() -> [Double] {
        [CLOCK_REALTIME, CLOCK_BOOTTIME, CLOCK_MONOTONIC].map { Double(clock_milliseconds($0)) / 1000 }
    }

    @Test(arguments: [0, -1_400_000_000, 0.25, 315_360_000])
    func onlyTheWallClockIsMoved(by seconds: Double) async throws {
        let clock = try MovedClock(in: folder.path)
        try clock.move(by: .seconds(seconds))
        let before = clocks()
        let seen = try await run("import time; print(*map(time.clock_gettime, (0, 7, 1)))", clock)
        let after = clocks()
        // Python computes in floating point, so that the last microsecond is not sure.
        for (index, move) in [seconds, 0, 0].enumerated() {
            #expect(before[index] - 1e-6...after[index] + 1e-6 ~= seen[index] - move, "\(seen), not \(before)")
        }
    }

    @Test func itStepsWhileTheProgramRunsAndAWaitLastsAsLongAsEver() async throws {
        let clock = try MovedClock(in: folder.path)
        try clock.move(to: 1_000_000)
        let steps = """
            import os, threading, time
            start = time.monotonic(); print(time.time())
            threading.Event().wait(0.2)
            open(os.environ["MOVED_CLOCK_FILE"], "w").write("86400"); print(time.time())
            threading.Event().wait(0.2)
            os.remove(os.environ["MOVED_CLOCK_FILE"]); print(time.time())
            print(time.monotonic() - start)
            """
        let before = Date.now.timeIntervalSince1970
        let seen = try await run(steps, clock)
        let after = Date.now.timeIntervalSince1970
        #expect(1_000_000...1_000_060 ~= seen[0])
        #expect(before + 86_400...after + 86_400 ~= seen[1])
        #expect(before...after ~= seen[2])
        #expect(0.4...20 ~= seen[3])
    }
}
