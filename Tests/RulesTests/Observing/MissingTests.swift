import Facilities
import Testing

@testable import Rules

@Suite struct MissingTests {
    /// Thirty minutes by default.
    private let limit = Limit.missingAfter

    private let good = Reading(.nox, 1, .partsPerMillion)
    private let bad = Reading(.nox, .partsPerMillion, bad: .noAnswer)
    private let other = Reading(.humidity, 50, .percent)

    private func seen(_ samples: [(minute: Int, readings: [Reading])]) -> Observed {
        observed(
            samples.map { minute, readings in
                .sample(Sample(device: DeviceID("a"), time: start + .minutes(minute), readings: readings))
            })
    }

    private func since(_ samples: [(minute: Int, readings: [Reading])], idle: Idle = .never) -> Timestamp? {
        seen(samples).missing(.nox, "r", limit, idle: idle).first?.since
    }

    /// Every minute, so that the period of the channel is known.
    private func minutes(_ range: ClosedRange<Int>, _ readings: [Reading]) -> [(Int, [Reading])] {
        range.map { ($0, readings) }
    }

    @Test func aQuantityIsMissingWhenOthersCameForLongAfterIt() {
        let come = minutes(0...5, [good])
        #expect(since(come + minutes(6...35, [bad, other])) == nil)
        #expect(since(come + minutes(6...36, [bad, other])) == start + .minutes(5))
        #expect(since(come + minutes(6...36, [bad, other]) + [(37, [good])]) == nil)
    }

    @Test func oneThatNeverHadAValueIsMissingSinceItWasMeasured() {
        #expect(since(minutes(5...35, [bad, other])) == nil)
        #expect(since(minutes(5...36, [bad, other])) == start + .minutes(5))
    }

    @Test func whatIsNotMeasuredIsNotMissed() {
        #expect(since(minutes(0...90, [other])) == nil)
        #expect(!seen([(0, [other])]).measures(.nox))
        #expect(seen([(0, [bad])]).measures(.nox))
    }

    @Test func silenceIsForAnotherRuleToTell() {
        #expect(since(minutes(0...5, [good]) + minutes(6...90, [bad])) == nil)
        // Silence does not clear what was told before it.
        let before = minutes(0...5, [good]) + minutes(6...36, [bad, other])
        #expect(since(before + minutes(37...90, [bad])) == start + .minutes(5))
    }

    @Test func timeCountsFromWhenItIsNeeded() {
        let stands = Reading(.fanState, 0, .one)
        let samples = minutes(0...5, [good, stands]) + minutes(6...600, [bad, other, stands])
        let runs = Reading(.fanState, 1, .one)
        #expect(since(samples + minutes(601...630, [bad, other, runs]), idle: .fanStands) == nil)
        let last = since(samples + minutes(601...631, [bad, other, runs]), idle: .fanStands)
        #expect(last == start + .minutes(600))
    }

    @Test func anotherQuantityMayDoAsWell() {
        let current = Reading(.fanCurrent, 3, .ampere)
        func missing(_ samples: [(Int, [Reading])]) -> Finding? {
            seen(samples).missing(anyOf: [.fanState, .fanCurrent], "r", limit)
        }
        let running = minutes(0...31, [current])
        #expect(missing(running) == nil)
        let lost = Reading(.fanCurrent, .ampere, bad: .noAnswer)
        #expect(missing(running + minutes(32...62, [lost, other]))?.since == start + .minutes(31))
    }

    /// A device that does not answer is still there; one that was taken away gives no samples any more.
    @Test func whatNoDeviceMeasuresAnyMoreIsForgottenAfterADay() {
        let gone = { (last: Int) in
            self.minutes(0...5, [self.good]) + stride(from: 30, through: last, by: 30).map { ($0, [self.other]) }
        }
        #expect(since(gone(24 * 60)) == start + .minutes(5))
        #expect(since(gone(24 * 60 + 30)) == nil)
    }

    @Test func itSaysWhatIsMissingAndWhere() throws {
        let finding = try #require(
            seen(minutes(0...5, [good]) + minutes(6...36, [bad, other])).missing(.nox, "r", limit).first)
        #expect(finding.text.zh == "“氮氧化物”已超过30分钟没有有效数据，无法判断")
        #expect((finding.cause, finding.device, finding.level) == ("a/nox/silent", DeviceID("a"), .grey))
    }

    /// A28: three periods are always allowed.
    @Test(arguments: [(36, false), (37, true)]) func aSlowChannelHasItsTime(minute: Int, isMissing: Bool) {
        let slow = Facility(
            code: code, name: "", settings: .dustSite,
            channels: [
                Channel(DeviceID("a"), .nox, period: .minutes(12)),
                Channel(DeviceID("b"), .humidity, period: .minutes(1)),
            ])
        let events = [sample(0, of: "a", good)] + (1...minute).map { sample($0 * 60, of: "b", other) }
        #expect(observed(events, of: slow).missing(.nox, "r", limit).isEmpty == !isMissing)
    }
}
