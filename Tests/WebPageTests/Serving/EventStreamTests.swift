import NIOCore
import Testing

@testable import WebPage

/// Answers without an end, and clients that read them or do not.
@Suite(.timeLimit(.minutes(2))) struct EventStreamTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    private func after(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

    @Test func aStreamMayLastAndEachPieceHasTheTimeOfAnAnswer() {
        var pace = Pace(ServingLimits(), now: start)
        pace.headCame(now: start)
        pace.requestEnded(now: start)
        pace.answerBegan(now: start)
        pace.streamBegan()
        #expect(pace.deadline == nil && pace.lateness(now: after(10_000)) == nil && !pace.isWaiting)
        pace.pieceSent(now: after(100))
        pace.pieceSent(now: after(110))
        #expect(pace.lateness(now: after(159)) == nil && pace.lateness(now: after(160)) == .answer)
        pace.pieceTaken(now: after(150))
        #expect(pace.lateness(now: after(209)) == nil && pace.lateness(now: after(210)) == .answer)
        pace.pieceTaken(now: after(151))
        #expect(pace.deadline == nil)
        pace.answerTaken(now: after(152))
        #expect(pace.isWaiting && pace.deadline == after(162))
    }

    private var limits: ServingLimits {
        var limits = ServingLimits()
        (limits.head, limits.answer) = (.milliseconds(300), .milliseconds(300))
        return limits
    }

    @Test func aClientThatReadsKeepsItsStreamForLongerThanAnyLimit() async throws {
        try await GuardedServer.serve(limits) { server in
            let client = try await RawClient.connect(to: server.port)
            try await client.send(RawClient.get("/events"))
            #expect(await client.receive { $0.contains("piece 9") }.contains("piece 9"))
        }
    }

    @Test func aClientThatDoesNotReadIsCutOff() async throws {
        try await GuardedServer.serve(limits) { server in
            let client = try await RawClient.connect(to: server.port, reads: false)
            try await client.send(RawClient.get("/flood"))
            while server.connections.count == 0 { try await Task.sleep(for: .milliseconds(5)) }
            while server.connections.count > 0 { try await Task.sleep(for: .milliseconds(20)) }
            withExtendedLifetime(client) {}
        }
    }
}
