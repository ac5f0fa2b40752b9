import Delivery
import Testing

@Suite struct UplinkCountsTests {
    @Test func whatWasTakenAndWhatWasRefusedIsCounted() {
        var counts = UplinkCounts()
        #expect(counts.lastSuccess == nil)
        let now = ContinuousClock.now
        counts.answered("0x87", at: now)
        counts.answered("0x87", at: now)
        counts.answered("tooLarge", at: now)
        #expect(counts.acknowledged == 0 && counts.lastSuccess == nil)
        counts.answered(nil, at: now + .seconds(1))
        #expect(counts.acknowledged == 1 && counts.refused == ["0x87": 2, "tooLarge": 1])
        #expect(counts.lastSuccess == now + .seconds(1))
    }
}
