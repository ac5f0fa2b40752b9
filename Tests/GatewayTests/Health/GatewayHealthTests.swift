import Facilities
import Testing

@testable import Gateway

/// What counts as a gateway that works, for the watchdog and for `/healthz`.
@Suite struct GatewayHealthTests {
    private let now = Timestamp("2026-11-24T04:00:00Z")!

    private func health(
        _ journal: JournalHealth = JournalHealth(), commit: Duration = .zero, judging: Duration = .zero,
        bus: Duration = .zero
    ) -> GatewayHealth {
        GatewayHealth(
            clock: ClockReport(time: now, believed: true), journal: journal, commitOverdue: commit,
            judgingOverdue: judging, buses: ["plc": .init(devices: 1, answering: 1, report: nil, overdue: bus)])
    }

    @Test func aGatewayThatJudgesAndWritesHasNoObstacle() {
        #expect(health().obstacle == nil && health().works(patience: .seconds(30)))
        let justInTime = health(commit: .seconds(29), judging: .seconds(29), bus: .seconds(299))
        #expect(justInTime.obstacle == nil && justInTime.works(patience: .seconds(30)))
    }

    @Test func whatHangsIsNamedAndEndsTheSignsOfLife() {
        for (ill, text) in [
            (health(commit: .seconds(30)), "a commit has hung for 30 s"),
            (health(judging: .seconds(30)), "judging has hung for 30 s"),
            (health(bus: .seconds(300)), "the bus plc has hung for 300 s"),
        ] {
            #expect(ill.obstacle?.en == text && !ill.works(patience: .seconds(30)))
        }
    }

    @Test func aJournalThatCannotBeWrittenIsAnObstacleAndNoReasonToStartAgain() {
        var journal = JournalHealth()
        journal.obstacle = .init(cause: .diskFull, message: "", since: now)
        #expect(health(journal).obstacle?.en == "the journal cannot be written: its disk is full; delete other files")
        #expect(health(journal).works(patience: .seconds(30)))
    }

    @Test func judgingIsOverdueWhereItDoesNotComeRound() async throws {
        let pulse = Pulse()
        #expect(pulse.overdue == .zero)
        while pulse.overdue == .zero { try await Task.sleep(for: .milliseconds(50)) }
        pulse.beat()
        #expect(pulse.overdue == .zero)
    }
}
