import Delivery
import Facilities
import Journal
import Testing

@testable import Gateway

struct CommittedTests {
    @Test func onlyEntriesAndStatesOfRulesMayHaveChangedAStatus() {
        #expect(!Committed(Batch()).isJudged)
        var tick = Batch()
        tick.ruleStates = [RuleState(facility: GoldenMessages.code, sequence: 1, state: "{}")]
        #expect(Committed(tick).isJudged)
        var entry = Batch()
        entry.entries = [GoldenMessages.entries["raised"]!]
        #expect(Committed(entry).isJudged)
    }
}
