import NIOCore
import Testing

@testable import WebPage

@Suite struct PaceTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    private func after(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

    @Test(arguments: [(Int64(9), nil), (Int64(10), Pace.Lateness.head)]) func aHeadIsDueAfter10Seconds(
        seconds: Int64, lateness: Pace.Lateness?
    ) {
        var pace = Pace(ServingLimits(), now: start)
        #expect(pace.lateness(now: after(seconds)) == lateness && pace.deadline == after(10))
    }

    @Test func itIsTheGatewaysTurnBetweenARequestAndItsAnswer() {
        var pace = Pace(ServingLimits(), now: start)
        pace.headCame(now: after(1))
        pace.requestEnded(now: after(1))
        #expect(pace.deadline == nil && pace.lateness(now: after(1000)) == nil && !pace.isWaiting)
        pace.answerBegan(now: after(1000))
        #expect(pace.lateness(now: after(1059)) == nil && pace.lateness(now: after(1060)) == .answer)
        pace.answerTaken(now: after(1030))
        #expect(pace.isWaiting && pace.deadline == after(1040))
    }

    @Test(arguments: [(8191, Pace.Lateness.body), (8192, nil)]) func aBodyBrings8KilobytesInEverySpan(
        bytes: Int, lateness: Pace.Lateness?
    ) {
        var pace = Pace(ServingLimits(), now: start)
        pace.headCame(now: start)
        pace.bodyCame(bytes: 8192)
        #expect(pace.lateness(now: after(10)) == nil && pace.deadline == after(20))
        pace.bodyCame(bytes: bytes)
        #expect(pace.lateness(now: after(19)) == nil && pace.lateness(now: after(20)) == lateness)
    }

    @Test func aBodyIsWholeAfterFiveMinutes() {
        var pace = Pace(ServingLimits(), now: start)
        pace.headCame(now: start)
        for second in stride(from: Int64(10), to: 300, by: 10) {
            pace.bodyCame(bytes: 10_000)
            #expect(pace.lateness(now: after(second)) == nil)
        }
        pace.bodyCame(bytes: 10_000)
        #expect(pace.lateness(now: after(300)) == .body)
    }

    @Test func theNextHeadIsDueAfterTheLastOfSeveralAnswersAndTheWholeBody() {
        var pace = Pace(ServingLimits(), now: start)
        pace.headCame(now: start)
        pace.requestEnded(now: start)
        pace.headCame(now: start)
        pace.answerTaken(now: after(1))
        pace.answerTaken(now: after(2))
        #expect(!pace.isWaiting && pace.deadline == after(10))
        pace.requestEnded(now: after(5))
        #expect(pace.isWaiting && pace.deadline == after(15))
    }
}
