import Facilities
import Testing

@testable import WebPage

/// The words for how a machine stands, each by the records that lead to it.
@Suite struct MachineCourseTests {
    private static let limits = TestLimits(MachineCases.limits)!
    private static let failed = ExhaustTest(smoke: 0.81)
    private static let passed = ExhaustTest(smoke: 0.80)

    private func course(_ bodies: any RecordContent...) -> MachineCourse? { course(days: bodies.map { (0, $0) }) }

    /// - Parameter days: before now, with what was entered of them.
    private func course(days: [(Int, any RecordContent)]) -> MachineCourse? {
        let records = days.map { Record(at: FixedSource.noon - .days($0.0), by: "刘师傅", $0.1) }
        return MachineCourse(records, Self.limits)
    }

    private func repair(
        _ progress: Rectification.Progress? = nil, rule: String = "machinery.smoke", cause: String? = nil
    ) -> Rectification {
        var repair = Rectification(rule: rule, cause: cause)
        repair.progress = progress
        return repair
    }

    @Test func withoutATestThereIsNoState() {
        #expect(course() == nil)
        #expect(course(repair()) == nil)
    }

    @Test(arguments: [
        (0.80, nil as Double?, TestVerdict.passed), (0.8001, nil, .failed), (0.5, 1, .passed), (0.5, 1.1, .failed),
    ])
    func theVerdictIsThatOfTheLimits(smoke: Double, ringelmann: Double?, expected: TestVerdict) {
        #expect(course(ExhaustTest(smoke: smoke, ringelmann: ringelmann))?.verdict == expected)
    }

    @Test func aPassedTestIsPassed() {
        #expect(course(Self.passed)?.state == .passed)
        #expect(course(Self.passed, Self.passed)?.state == .passed)
    }

    @Test func aFailedTestIsToBeRectifiedAlsoAfterAPassedOne() {
        #expect(course(Self.failed)?.state == .toRectify)
        #expect(course(Self.passed, Self.failed)?.state == .toRectify)
    }

    @Test func aRepairThatWasBegunIsUnderWayAndADoneOneIsToBeRetested() {
        #expect(course(Self.failed, repair(.begun))?.state == .rectifying)
        #expect(course(Self.failed, repair(.done))?.state == .toRetest)
        #expect(course(Self.failed, repair())?.state == .toRetest, "records without progress are of what was done")
        #expect(course(Self.failed, repair(.begun), repair(.done))?.state == .toRetest)
        #expect(course(Self.failed, repair(.done), repair(.begun))?.state == .rectifying)
    }

    @Test func aRepairOfSomethingElseOrOfBeforeChangesNothing() {
        #expect(course(Self.failed, repair(rule: "machinery.urea"))?.state == .toRectify)
        #expect(course(Self.failed, repair(cause: "p1/smoke"))?.state == .toRectify, "It is of another finding")
        #expect(course(Self.failed, repair(cause: "ringelmann"))?.state == .toRetest)
        #expect(course(Self.failed, repair(cause: "test"))?.state == .toRetest)
        #expect(course(days: [(2, Self.failed), (3, repair())])?.state == .toRectify)
        #expect(course(repair(), Self.passed)?.state == .passed)
    }

    @Test func aPassedTestAfterAFailedOneIsAPassedRetestWithOrWithoutARepair() {
        #expect(course(Self.failed, repair(), Self.passed)?.state == .retestPassed)
        #expect(course(Self.failed, Self.passed)?.state == .retestPassed)
    }

    @Test func theTestAfterAPassedRetestIsAnOrdinaryOne() {
        #expect(course(Self.failed, repair(), Self.passed, Self.passed)?.state == .passed)
    }

    @Test func aFailedRetestBeginsAgain() {
        #expect(course(Self.failed, repair(), Self.failed)?.state == .toRectify)
    }

    @Test func theDayOfATestCountsAndNotWhenItWasEntered() {
        #expect(course(days: [(1, Self.passed), (5, Self.failed)])?.state == .retestPassed)
        #expect(course(days: [(5, Self.passed), (1, Self.failed)])?.state == .toRectify)
    }

    @Test func everyStateHasAWordOfTheTrade() {
        let words = MachineCourse.State.allCases.map(\.title.zh)
        #expect(words == ["合格", "待整改", "整改中", "待复测", "复测合格"])
    }
}
