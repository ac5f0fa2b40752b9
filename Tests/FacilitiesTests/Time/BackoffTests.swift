import Facilities
import Testing

struct BackoffTests {
    @Test func pausesDoubleUpToTheLongestAndBeginAgainAfterASuccess() {
        var backoff = Backoff(from: .milliseconds(500), to: .seconds(3))
        #expect(
            (0..<5).map { _ in backoff.next() } == [
                .milliseconds(500), .seconds(1), .seconds(2), .seconds(3), .seconds(3),
            ])
        backoff.reset()
        #expect(backoff.next() == .milliseconds(500))
    }
}
