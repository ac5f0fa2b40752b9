import Facilities
import Testing

@Suite struct UplinkProgressTests {
    @Test func whatWasKeptWithoutAConnectionIsBackfillOnTheNext() {
        var progress = UplinkProgress()
        progress.connected(last: 10)
        #expect(progress.gaps == [1...10])
        #expect(progress.live == 10)
        progress.acknowledgedLive(upTo: 15)
        #expect(progress.backlog(upTo: 17) == 12)
    }

    @Test func aGapIsFilledFromItsBeginning() {
        var progress = UplinkProgress()
        progress.connected(last: 10)
        progress.acknowledgedGap(upTo: 4)
        #expect(progress.gaps == [5...10])
        progress.acknowledgedGap(upTo: 10)
        #expect(progress.gaps == [])
        #expect(progress.backlog(upTo: 10) == 0)
    }

    @Test func whatTheLiveLaneSentIsNotSentAgain() {
        var progress = UplinkProgress()
        progress.connected(last: 10)
        progress.acknowledgedLive(upTo: 20)
        progress.connected(last: 30)
        #expect(progress.gaps == [1...10, 21...30])
    }

    @Test func gapsThatTouchAreOne() {
        var progress = UplinkProgress()
        progress.connected(last: 10)
        progress.connected(last: 12)
        #expect(progress.gaps == [1...12])
    }

    @Test func aConnectionWithNothingNewMakesNoGap() {
        var progress = UplinkProgress(live: 5)
        progress.connected(last: 5)
        #expect(progress.gaps == [])
    }

    /// Whatever happens in whatever order: nothing that was not acknowledged is forgotten, and what is remembered is
    /// bounded.
    @Test func nothingIsEverForgotten() {
        for _ in 0..<50 {
            var (progress, last) = (UplinkProgress(), Int64(0))
            var acknowledged: Set<Int64> = []
            for _ in 0..<300 {
                last += .random(in: 0...3)
                switch Int.random(in: 0..<3) {
                case 0: progress.connected(last: last)
                case 1:
                    let end = Int64.random(in: progress.live...max(last, progress.live))
                    if end > progress.live { acknowledged.formUnion(progress.live + 1...end) }
                    progress.acknowledgedLive(upTo: end)
                default:
                    guard let gap = progress.gaps.first, Int.random(in: 0..<4) == 0 else { continue }
                    let end = Int64.random(in: gap)
                    acknowledged.formUnion(gap.lowerBound...end)
                    progress.acknowledgedGap(upTo: end)
                }
                #expect(progress.gaps.count <= 64)
            }
            let pending = Set(progress.gaps.flatMap { $0 })
            let open = progress.live < last ? Set(progress.live + 1...last) : []
            let all = last > 0 ? Set(1...last) : []
            #expect(acknowledged.union(pending).union(open) == all)
        }
    }
}
