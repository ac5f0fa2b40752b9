import Foundation
import TestSupport
import Testing

/// The real program under a clock that is wrong, and set right.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ClockTests {
    private let site: Site
    private let witness: Witness
    private let clock: MovedClock
    private let began = Date.now.timeIntervalSince1970

    init() async throws {
        (site, witness) = try await Site.watched()
        clock = try MovedClock(in: site.folder.path)
    }

    private func start(_ environment: [String: String] = [:]) async throws -> Program {
        try site.start(environment: try await clock.environment().merging(environment) { $1 })
    }

    /// Qualities are sent where a reading has another one than good.
    private func isGood(_ message: String?) -> Bool { message.map { !$0.contains("quality") } ?? false }

    /// The newest message with readings.
    private func newest(_ messages: [Witness.Message]) -> String? {
        messages.last { $0.hasSamples(of: Site.code) }?.text
    }

    private func changes(_ messages: [Witness.Message]) -> [String] {
        messages.filter { $0.topic.hasSuffix("/events") && $0.text.contains(#""event":"clock""#) }.map(\.text)
    }

    /// Returns the times of all readings in the journal, in seconds since 1970.
    private func times() async throws -> [Double] {
        let json = try await site.run("export", "readings", "--code", Site.code, "--format", "json").output
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return try rows.map { row in
            let text = try #require(row["time"] as? String)
            let date = try (try? style.parse(text)) ?? Date(text, strategy: .iso8601)
            return date.timeIntervalSince1970
        }
    }

    private func expectTrueTimes() async throws {
        let (times, now) = (try await times(), Date.now.timeIntervalSince1970)
        #expect(!times.isEmpty)
        #expect(times.allSatisfy { began - 1...now + 1 ~= $0 }, "\(times.min() ?? 0) … \(times.max() ?? 0), now \(now)")
        #expect(times == times.sorted())
    }

    @Test(arguments: ["1970-01-01", "1980-01-01", "1985-06-01", "2000-01-01"])
    func aStartInThePastRunsAndIsCorrectedOnceTheClockIsSet(day: String) async throws {
        try clock.move(to: Date(day + "T00:00:00Z", strategy: .iso8601).timeIntervalSince1970)
        let gateway = try await start()
        #expect(await witness.wait { newest($0)?.contains("uncertain:clockUntrusted") ?? false })
        let asked = try await site.run("clock")
        #expect(asked.status == 1 && asked.output.contains("不可信"), "\(asked)")
        let refused = try await site.run("clock", "trust", "--by", "王工")
        #expect(refused.status == 65 && refused.output.contains("timedatectl set-time"), "\(refused)")
        try clock.move(by: .zero)
        #expect(await witness.wait { changes($0).contains { $0.contains(#""step":"stepped""#) } })
        #expect(await witness.wait { isGood(newest($0)) })
        #expect(try await site.run("clock").status == 0)
        try await expectTrueTimes()
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        try await expectTrueTimes()
        #expect(try await site.run("ledger", "verify").status == 0)
    }

    @Test func aClockThreeDaysAheadLeavesNoTraceOnceItIsSetBack() async throws {
        try clock.move(by: .seconds(3 * 86_400))
        let first = try await start()
        #expect(await witness.wait { isGood(newest($0)) })
        try clock.move(by: .zero)
        #expect(await witness.wait { changes($0).contains { $0.contains(#""step":"stepped""#) } })
        #expect(await first.end(SIGTERM) == 0, "\(first.output)")
        let known = witness.messages.count
        let second = try await start()
        #expect(await witness.wait { isGood(newest(Array($0.dropFirst(known)))) })
        #expect(await second.end(SIGTERM) == 0, "\(second.output)")
        #expect(!witness.messages.contains { $0.text.contains("clockUntrusted") })
        try await expectTrueTimes()
    }

    /// Another machine start: nobody knows how long it was off.
    @Test func aClockThatStandsBeforeWhatWasKeptIsBelievedAtTheWordOfAPerson() async throws {
        try clock.move(by: .seconds(3 * 86_400))
        let first = try await start(["MASHANG_BOOT_ID": "10000000-0000-0000-0000-000000000001"])
        #expect(await witness.wait { isGood(newest($0)) })
        #expect(await first.end(SIGTERM) == 0, "\(first.output)")
        try clock.move(by: .zero)
        let known = witness.messages.count
        let second = try await start(["MASHANG_BOOT_ID": "20000000-0000-0000-0000-000000000002"])
        let new = { (messages: [Witness.Message]) in newest(Array(messages.dropFirst(known))) }
        #expect(await witness.wait { new($0)?.contains("uncertain:clockUntrusted") ?? false })
        let trusted = try await site.run("clock", "trust", "--by", "王工")
        #expect(trusted.status == 0 && trusted.output.contains("由王工确认"), "\(trusted)")
        #expect(await witness.wait { isGood(new($0)) })
        #expect(
            await witness.wait { changes($0).contains { $0.contains(#""believed":true"#) && $0.contains("moved") } })
        #expect(!changes(witness.messages).contains { $0.contains("王工") }, "names stay on the machine")
        let ledger = try await site.run("export", "ledger").output
        #expect(ledger.contains(",clock,stepped,") && ledger.contains("王工"), "\(ledger)")
        try await expectTrueTimes()
        #expect(await second.end(SIGTERM) == 0, "\(second.output)")
    }

    @Test func aMinuteIn2036ChangesNothingAndIsSaid() async throws {
        let gateway = try await start()
        #expect(await witness.wait { isGood(newest($0)) })
        try clock.move(by: .seconds(10 * 365 * 86_400))
        let end = ContinuousClock.now + .seconds(30)
        while case let said = try await site.run("clock"), !said.output.contains("网关未采用") {
            #expect(said.status == 0)
            try #require(.now < end, "\(said.output)")
            try await Task.sleep(for: .milliseconds(100))
        }
        try clock.move(by: .zero)
        let count = witness.messages.count
        #expect(await witness.wait { $0.count > count + 3 })
        #expect(!changes(witness.messages).contains { $0.contains("stepped") })
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        try await expectTrueTimes()
    }
}
