import Facilities
import Foundation
import Journal
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(5))) struct FoldingServiceTests {
    private let folder = try! TemporaryFolder()
    private let start = Timestamp("2026-12-01T02:00:00Z")!
    private static let site = Facility.Code("NJ320104D000049")!
    private let facility = Facility(code: site, name: "工地", settings: .dustSite)
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func measure(_ driven: DrivenKeeping, minutes: Range<Int>) async {
        for minute in minutes {
            let time = start + .minutes(minute)
            let sample = Sample(
                device: DeviceID("line-1/1"), time: time,
                readings: [Reading(.pm10, Double(40 + minute % 7), .microgramPerCubicMetre)])
            await driven.take([Arrival(facility: Self.site, event: .sample(sample))], now: time)
        }
    }

    @Test func whatIsSealedIsFoldedAndWhatComesMeanwhileIsKept() async throws {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: start)
        let driven = try DrivenKeeping([facility], journal: journal)
        await measure(driven, minutes: 0..<200)
        await (try Sealing(driven.keeping, journal: journal, clock: .believed(), logger: logger))
            .pass(start + .minutes(200))
        let before = try journal.portion(after: 0, limit: .max)
        let folding = Folding(driven.keeping, journal: journal, logger: logger)
        let pass = Task { await folding.pass() }
        await measure(driven, minutes: 200..<260)
        await pass.value
        #expect(try journal.portion(after: 0, upTo: before.last?.sequence ?? 0, limit: .max) == before)
        let samples = try journal.portion(after: 0, limit: .max).filter { if case .sample = $0 { true } else { false } }
        #expect(samples.count == 260)
        #expect(try await journal.fold() == false)
        #expect(try journal.check().faults == [])
    }

    /// A gateway that ends while a fold is read has lost nothing, and says nothing.
    @Test func aFoldThatEndsWithTheGatewayIsNoFailure() async throws {
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: start)
        let driven = try DrivenKeeping([facility], journal: journal)
        await measure(driven, minutes: 0..<400)
        await (try Sealing(driven.keeping, journal: journal, clock: .believed(), logger: logger))
            .pass(start + .minutes(400))
        let lines = Mutex(0)
        for _ in 0..<20 {
            let said = Logger(label: "test") { _ in CountingLog { lines.withLock { $0 += 1 } } }
            let folding = Folding(driven.keeping, journal: journal, logger: said)
            let pass = Task { await folding.pass() }
            await Task.yield()
            pass.cancel()
            await pass.value
        }
        #expect(lines.withLock { $0 } == 0)
    }

    /// A commit waits for a fold that is being written, and a fold for a commit.
    @Test func somethingBetweenTwoCommitsIsAloneWithTheJournal() async throws {
        let store = ScriptedStore()
        let committer = Committer(
            store, after: 0, syncEvery: .seconds(10), board: Board(after: 0), logger: logger, onCommit: { _ in })
        let (entering, entered) = AsyncStream<Void>.makeStream()
        let (leaving, left) = AsyncStream<Void>.makeStream()
        let between = Task {
            await committer.between {
                entered.finish()
                for await _ in leaving {}
                return store.state.withLock(\.batches.count)
            }
        }
        for await _ in entering {}
        var judged = Judged()
        judged.batch.durable = true
        committer.remember(judged)
        let flush = Task { await committer.flush() }
        left.finish()
        #expect(await between.value == 0)
        #expect(await flush.value)
        #expect(store.state.withLock(\.batches.count) == 1)
        #expect(await committer.between { store.state.withLock(\.batches.count) } == 1)
    }
}

/// Counts what is logged.
private struct CountingLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace
    private let note: @Sendable () -> Void

    init(_ note: @escaping @Sendable () -> Void) { self.note = note }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { note() }
}
