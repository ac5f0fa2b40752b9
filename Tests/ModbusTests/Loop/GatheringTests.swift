import Testing

@testable import Modbus

struct GatheringTests {
    private let start = ContinuousClock.now
    private var gathering = Gathering()

    private mutating func send(_ count: Int) {
        for _ in 0..<count { gathering.add() }
    }

    @Test mutating func afterManyRequestsAPauseComesBeforeEachLook() {
        send(8)
        #expect(gathering.pauseEnd(waits: 8, at: start) == start + .microseconds(500))
        #expect(gathering.pauseEnd(waits: 8, at: start + .microseconds(500)) == nil)
        #expect(gathering.pauseEnd(waits: 8, at: start + .milliseconds(1)) == start + .microseconds(1500))
    }

    @Test mutating func fewRequestsAreNeverDelayed() {
        send(7)
        #expect(gathering.pauseEnd(waits: 100, at: start) == nil)
        send(7)
        #expect(gathering.pauseEnd(waits: 100, at: start) == nil)
    }

    @Test mutating func theLastAnswersAreNotDelayed() {
        send(100)
        #expect(gathering.pauseEnd(waits: 7, at: start) == nil)
    }

    @Test mutating func slowAnswersAreNotDelayed() {
        send(100)
        #expect(gathering.pauseEnd(waits: 100, at: start) != nil)
        #expect(gathering.pauseEnd(waits: 100, at: start + .milliseconds(5)) == nil)
        #expect(gathering.pauseEnd(waits: 100, at: start + .milliseconds(6)) == nil)
        send(8)
        #expect(gathering.pauseEnd(waits: 100, at: start + .milliseconds(7)) != nil)
    }

    @Test mutating func aLookThatFindsManyAnswersProlongsThePauses() {
        send(100)
        _ = gathering.pauseEnd(waits: 100, at: start)
        gathering.found(8, at: start + .milliseconds(4))
        #expect(gathering.pauseEnd(waits: 92, at: start + .milliseconds(5)) == nil)
        #expect(gathering.pauseEnd(waits: 92, at: start + .milliseconds(6)) != nil)
        gathering.found(7, at: start + .milliseconds(8))
        #expect(gathering.pauseEnd(waits: 85, at: start + .milliseconds(8)) == nil)
        #expect(gathering.pauseEnd(waits: 85, at: start + .milliseconds(9)) == nil)
    }
}
