import Facilities
import TestSupport
import Testing

@testable import Gateway

private let start = ContinuousClock.now

extension Quota {
    /// Returns how many of so many attempts at one moment pass.
    fileprivate mutating func passed(of attempts: Int, _ source: String = "a") -> Int {
        var count = 0
        for _ in 1...attempts where take(source, at: start) == nil { count += 1 }
        return count
    }
}

struct QuotaTests {
    @Test func aBurstPassesAndTheNextOneWaitsForOneToken() {
        var quota = Quota(perHour: 60, burst: 3)
        for _ in 1...3 { #expect(quota.take("a", at: start) == nil) }
        #expect(quota.take("a", at: start) == 60)
        #expect(quota.take("a", at: start + .seconds(59)) == 1)
        #expect(quota.take("a", at: start + .seconds(60)) == nil)
        #expect(quota.take("a", at: start + .seconds(60)) == 60)
    }

    @Test func whatIsRefusedCostsNothing() {
        var quota = Quota(perHour: 60, burst: 1)
        #expect(quota.take("a", at: start) == nil)
        for _ in 1...1000 { #expect(quota.take("a", at: start) == 60) }
        #expect(quota.take("a", at: start + .seconds(60)) == nil)
    }

    @Test func oneSourceCostsAnotherNothing() {
        var quota = Quota(perHour: 60, burst: 1)
        #expect(quota.take("a", at: start) == nil)
        #expect(quota.take("a", at: start) != nil)
        #expect(quota.take("b", at: start) == nil)
    }

    @Test func whileTimeStandsStillOnlyTheBurstPasses() {
        var quota = Quota(perHour: 600, burst: 120)
        #expect(quota.passed(of: 10_000) == 120)
    }

    /// Any two moments of any sequence of attempts: between them at most the burst passes, and what came back in that time.
    @Test(arguments: 1...20) func noMorePassesThanBurstAndRateAllow(seed: UInt64) {
        var dice = SplitMix(seed: seed)
        let (perHour, burst) = (Int.random(in: 1...500, using: &dice), Int.random(in: 1...50, using: &dice))
        var quota = Quota(perHour: perHour, burst: burst)
        var now = start
        var passed: [ContinuousClock.Instant] = []
        for _ in 1...400 {
            now += .milliseconds(Int.random(in: 0...1, using: &dice) * Int.random(in: 0...60_000, using: &dice))
            if quota.take("a", at: now) == nil { passed.append(now) }
        }
        for first in passed.indices {
            for last in passed[first...].indices {
                let hours = (passed[last] - passed[first]) / .seconds(3600)
                #expect(Double(last - first + 1) <= Double(burst) + Double(perHour) * hours + 1e-6)
            }
        }
        #expect(passed.count >= burst)
    }

    @Test(arguments: 1...20) func itIsAllowedWhenTheWaitIsOverAndNotBefore(seed: UInt64) throws {
        var dice = SplitMix(seed: seed)
        var quota = Quota(perHour: Int.random(in: 1...500, using: &dice), burst: Int.random(in: 1...50, using: &dice))
        while quota.take("a", at: start) == nil {}
        let refused = quota.take("a", at: start)
        let wait = try #require(refused)
        #expect(quota.take("a", at: start + .seconds(wait * 0.999)) != nil)
        #expect(quota.take("a", at: start + .seconds(wait + 0.001)) == nil)
    }

    @Test func aSourceThatOpensManyOthersIsStillRefused() {
        var quota = Quota(perHour: 10, burst: 10)
        while quota.take("a", at: start) == nil {}
        for other in 1...5000 { #expect(quota.take("other \(other)", at: start) == nil) }
        #expect(quota.sources == Quota.mostSources)
        #expect(quota.take("a", at: start) != nil)
    }

    @Test func theNewestSourceIsCountedAmongManyEmptyOnes() {
        var quota = Quota(perHour: 10, burst: 2)
        for other in 1...2000 { _ = quota.passed(of: 3, "other \(other)") }
        #expect(quota.passed(of: 100, "new") == 2)
    }

    @Test func sourcesAreForgottenWhenTheirBucketsAreFullAgain() {
        var quota = Quota(perHour: 3600, burst: 1)
        for source in 1...Quota.mostSources { #expect(quota.take("\(source)", at: start) == nil) }
        #expect(quota.take("new", at: start + .seconds(1)) == nil)
        #expect(quota.sources == 1)
    }

    @Test(arguments: [(0.1, "1 minute"), (60, "1 minute"), (60.1, "2 minutes"), (3600, "60 minutes")])
    func aRefusalSaysInMinutesWhenToSendItAgain(wait: Double, text: String) {
        let problem = RecordProblem.tooManyComplaints(fromAddress: .complaintsOfAddress, wait: wait)
        #expect(
            problem.text.en
                == "more than 10 complaints an hour from this address: nothing was entered; send it again in \(text)")
        #expect(problem.text.zh.hasPrefix("该地址的投诉超过每小时10件：没有登记；请\(text.prefix { $0 != " " })分钟后"))
    }
}
