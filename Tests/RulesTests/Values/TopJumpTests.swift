import Facilities
import Testing

@testable import Rules

@Suite struct TopJumpTests {
    /// Of a range to 150, with a limit of 83; nil where no value came.
    private func isDoubtful(_ values: [(second: Int, measured: Measured?)]) -> Bool {
        var jump = TopJump()
        for (second, measured) in values {
            jump.take(measured, in: 0...150, past: 83, at: start + .seconds(second))
        }
        return jump.isDoubtful
    }

    private let top = Measured(150, .atLeast)

    @Test(arguments: [(134.9, true), (135, false)]) func aTenthOfTheRangeAtOnceIsAJump(before: Double, isJump: Bool) {
        #expect(isDoubtful([(0, Measured(before)), (1, top)]) == isJump)
    }

    @Test func whatStandsAtTheTopFromTheBeginningMayBeBroken() {
        #expect(isDoubtful([(0, top)]))
        #expect(!isDoubtful([]))
    }

    @Test(arguments: [(60, true), (61, false)]) func itIsBelievedAfterAMinuteAtTheTop(second: Int, isDoubtful: Bool) {
        #expect(self.isDoubtful([(0, Measured(30)), (1, top), (second, top)]) == isDoubtful)
    }

    /// Time in which nothing came is no time at the top.
    @Test func aSensorThatFallsSilentIsNotBelieved() {
        #expect(isDoubtful([(0, Measured(30)), (1, top), (5, top), (90, nil)]))
    }

    @Test func aSensorThatIsBackWasNoneToBelieve() {
        #expect(isDoubtful([(0, Measured(30)), (1, top), (30, top), (31, Measured(30)), (90, Measured(30))]))
        #expect(isDoubtful([(0, Measured(30)), (1, top), (30, top), (31, Measured(0, .atMost))]))
    }

    @Test func anExactValuePastTheLimitShowsThatItIsTrue() {
        #expect(!isDoubtful([(0, Measured(30)), (1, top), (30, Measured(90))]))
        #expect(isDoubtful([(0, Measured(30)), (1, top), (30, Measured(83))]))
    }

    @Test func eachJumpHasAMinuteOfItsOwn() {
        let first = [(0, Measured(30)), (1, top), (70, top), (71, Measured(30))] as [(Int, Measured?)]
        #expect(!isDoubtful(first))
        #expect(isDoubtful(first + [(72, top)]))
    }
}
