import Facilities
import Testing

@testable import Rules

@Suite struct SupplyTests {
    /// Thirty minutes by default.
    private let limit = Limit.missingAfter

    private func sample(_ minute: Int, _ readings: [Reading]) -> Sample {
        Sample(device: DeviceID("a@b/1"), time: start + .minutes(minute), readings: readings)
    }

    private let good = Reading(.nox, 1, .partsPerMillion)
    private let bad = Reading(.nox, .partsPerMillion, bad: .noAnswer)
    private let other = Reading(.humidity, 50, .percent)

    private func supply(_ samples: [(minute: Int, readings: [Reading])], isNeeded: (Int) -> Bool = { _ in true })
        -> Supply
    {
        var supply = Supply()
        for (minute, readings) in samples { supply.take(sample(minute, readings), .nox, isNeeded: isNeeded(minute)) }
        return supply
    }

    private func since(_ supply: Supply) -> Timestamp? { supply.findings("r", limit).first?.since }

    @Test func aQuantityIsMissingWhenOthersCameForLongAfterIt() {
        #expect(since(supply([(0, [good]), (30, [bad, other])])) == nil)
        #expect(since(supply([(0, [good]), (31, [bad, other])])) == start)
        #expect(since(supply([(0, [good]), (31, [bad, other]), (32, [good])])) == nil)
    }

    @Test func oneThatNeverHadAValueIsMissingSinceItWasMeasured() {
        #expect(since(supply([(5, [bad, other]), (35, [bad, other])])) == nil)
        #expect(since(supply([(5, [bad, other]), (36, [bad, other])])) == start + .minutes(5))
    }

    @Test func whatIsNotMeasuredIsNotMissed() {
        #expect(since(supply([(0, [other]), (90, [other])])) == nil)
        #expect(!supply([(0, [other])]).measures(.nox))
        #expect(supply([(0, [bad])]).measures(.nox))
    }

    @Test func silenceIsForAnotherRuleToTell() {
        let silent = [(0, [good]), (90, [bad]), (91, [])] as [(Int, [Reading])]
        #expect(since(supply(silent)) == nil)
        // Silence does not clear what was told before it.
        #expect(since(supply([(0, [good]), (31, [bad, other]), (900, [bad])])) == start)
    }

    @Test func timeCountsFromWhenItIsNeeded() {
        let samples = [0, 600, 630, 631].map { ($0, [$0 == 0 ? good : bad, other]) }
        func isNeeded(_ minute: Int) -> Bool { minute > 600 }
        #expect(since(supply(samples.dropLast(), isNeeded: isNeeded)) == nil)
        #expect(since(supply(samples, isNeeded: isNeeded)) == start + .minutes(600))
    }

    @Test func anotherQuantityMayDoAsWell() {
        var supply = Supply()
        let current = Reading(.fanCurrent, 3, .ampere)
        for minute in [0, 31] { supply.take(sample(minute, [current]), .fanState, or: .fanCurrent) }
        #expect(supply.measures(.fanState))
        #expect(since(supply) == nil)
        supply.take(sample(62, [Reading(.fanCurrent, .ampere, bad: .noAnswer), other]), .fanState, or: .fanCurrent)
        #expect(since(supply) == start + .minutes(31))
    }

    @Test func onlyWhereItIsJudgedIsItMissed() {
        let supply = supply([(0, [good]), (31, [bad, other])])
        #expect(supply.findings("r", limit, judging: .nox).count == 1)
        #expect(supply.findings("r", limit, judging: .nox, .dpfPressure).isEmpty)
    }

    /// A device that does not answer is still there; one that was taken away gives no samples any more.
    @Test func whatNoDeviceMeasuresAnyMoreIsForgottenAfterADay() {
        let gone = { (last: Int) in
            supply([(0, [good])] + stride(from: 30, through: last, by: 30).map { ($0, [other]) })
        }
        #expect(since(gone(24 * 60)) == start)
        #expect(since(gone(24 * 60 + 30)) == nil)
    }

    @Test func itSaysWhatIsMissingAndWhatToDo() throws {
        let supply = supply([(0, [good]), (31, [bad, other])])
        let finding = try #require(supply.findings("r", limit).first)
        #expect(finding.text.zh == "“氮氧化物”已超过30分钟没有有效数据，无法判断")
        #expect((finding.cause, finding.level) == ("nox", .grey))
        #expect(supply.next(limit, utcOffset: 28_800) == NextStep(.checkSensors, due: Day("2026-11-23")!))
    }
}
