import Facilities
import Foundation
import Gateway
import TestSupport
import Testing

/// A configuration that is right, read under a clock that is wrong. The time zone is one that had daylight saving time
/// from 1986 to 1991.
@Suite(.timeLimit(.minutes(10))) struct WrongClockConfigurationTests {
    private let folder = try! TemporaryFolder()
    private var file: String { folder.path + "/gateway.yaml" }

    /// The first is dated after all clocks but one, the second after those before 2000.
    init() throws {
        try """
        gateway: {id: NJ-TEST-0001, timezone: Asia/Shanghai, language: en}
        journal: {path: \(folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:0"}
        facilities:
          - code: NJ320104M000035
            kind: nonroad-machinery
            name: 挖掘机
            supervision: records
            machinery: {class: II, power: 110 kW, lastTest: 2031-01-01, registration: 3-2026-00017}
          - code: NJ320104F000025
            kind: fume-purifier
            name: 厨房
            supervision: records
            fume: {stoves: 4, lastCleaned: 2026-11-01}

        """.write(toFile: file, atomically: true, encoding: .utf8)
    }

    fileprivate struct Wrong: CustomTestStringConvertible {
        let testDescription: String
        let seconds: Double
        /// The dates that are in the future by this clock.
        let future: [String]
    }

    fileprivate static let clocks = [
        Wrong(testDescription: "2036", seconds: 2_088_000_000, future: []),
        Wrong(testDescription: "1970", seconds: 100, future: ["lastTest", "lastCleaned"]),
        Wrong(testDescription: "1980", seconds: 315_532_800, future: ["lastTest", "lastCleaned"]),
        Wrong(testDescription: "1985", seconds: 475_000_000, future: ["lastTest", "lastCleaned"]),
        Wrong(testDescription: "1988, in summer", seconds: 583_200_000, future: ["lastTest", "lastCleaned"]),
    ]

    @Test(arguments: clocks) fileprivate func theGatewayStartsAndADateInTheFutureCountsAsMissing(
        _ wrong: Wrong
    ) async throws {
        let clock = try MovedClock(in: folder.path)
        try clock.move(to: wrong.seconds)
        let gateway = try await start(clock)
        let report = try await status()
        for (code, date) in [("NJ320104M000035", "lastTest"), ("NJ320104F000025", "lastCleaned")] {
            let facility = try #require(report.first { $0["code"] as? String == code }, "\(report)")
            // Without the day of the last test or cleaning nobody knows when the next one is due.
            #expect((facility["light"] as? String == "grey") == wrong.future.contains(date), "\(facility)")
        }
        try await end(gateway)
    }

    /// Each start finds what was kept years before or after it.
    @Test func itStartsAgainWhateverTheClockSaidBefore() async throws {
        let clock = try MovedClock(in: folder.path)
        for wrong in Self.clocks + Self.clocks.reversed() {
            try clock.move(to: wrong.seconds)
            try await end(try await start(clock))
        }
    }

    private func start(_ clock: MovedClock) async throws -> Program {
        let gateway = try Program(["run", "--config", file], in: folder, environment: try await clock.environment())
        #expect(await eventually { gateway.output.contains("http://127.0.0.1:") }, "\(gateway.output)")
        return gateway
    }

    private func end(_ gateway: Program) async throws {
        let (status, time) = await gateway.endInTime()
        #expect(status == 0 && time < .seconds(10), "\(gateway.output)")
    }

    @Test(arguments: clocks) fileprivate func checkSaysWhichDatesAreInTheFuture(_ wrong: Wrong) async throws {
        let clock = try MovedClock(in: folder.path)
        try clock.move(to: wrong.seconds)
        let program = try Program(["check", "--config", file], in: folder, environment: try await clock.environment())
        let status = await program.exitStatus
        // The library moves the clock, and not what the kernel and others say of it.
        let isRefused = TimeSource.current() != nil && !wrong.future.isEmpty
        #expect(status == (isRefused ? 65 : 0), "\(program.output)")
        for date in ["lastTest", "lastCleaned"] {
            let line = program.output.split(separator: "\n").first { $0.contains("\(date) 20") }
            #expect((line != nil) == wrong.future.contains(date), "\(program.output)")
            if let line {
                #expect(
                    line.contains(#/gateway\.yaml:[0-9]+:[0-9]+: .* is in the future: it counts as missing/#), "\(line)"
                )
                #expect(line.contains(": warning: ") == !isRefused, "\(line)")
            }
        }
    }

    /// The facilities of `mashang status --json`.
    private func status() async throws -> [[String: Any]] {
        let output = try await Program.run(["status", "--json", "--config", file], in: folder).output
        let report = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        return try #require(report?["facilities"] as? [[String: Any]], "\(output)")
    }
}
