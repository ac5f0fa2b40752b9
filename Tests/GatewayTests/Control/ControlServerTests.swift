import Facilities
import Foundation
import Journal
import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(5))) struct ControlServerTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/s.sock" }

    private func group() throws -> ServiceGroup {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let journal = try Journal.open(path: folder.path + "/\(UUID().uuidString).sqlite", now: .now)
        let keeping = try Keeping([], journal: journal, clock: .believed(), syncEvery: .seconds(10), logger: logger)
        let requests = try LocalRequests(keeping, journal: journal, of: [])
        var server = ControlServer(path: path, requests: requests, logger: logger)
        server.pause = .milliseconds(20)
        return ServiceGroup(services: [server], logger: logger)
    }

    /// Waits until somebody listens.
    private func waitForSocket() async throws {
        while true {
            if let client = connection(toSocket: path) {
                close(client)
                return
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test func aSocketThatSomebodyRemovedIsThereAgain() async throws {
        let group = try group()
        let running = Task { try await group.run() }
        try await waitForSocket()
        unlink(path)
        try await waitForSocket()
        await group.triggerGracefulShutdown()
        try await running.value
        #expect(SocketFile(at: path) == nil)
    }

    @Test func theSecondLeavesItAloneAndGetsItWhenItIsFree() async throws {
        let (first, second) = (try group(), try group())
        let running = Task { try await first.run() }
        try await waitForSocket()
        let file = try #require(SocketFile(at: path))
        let waiting = Task { try await second.run() }
        await first.triggerGracefulShutdown()
        try await running.value
        while SocketFile(at: path) == nil || file.isThere { try await Task.sleep(for: .milliseconds(5)) }
        try await waitForSocket()
        await second.triggerGracefulShutdown()
        try await waiting.value
        #expect(SocketFile(at: path) == nil)
    }
}
