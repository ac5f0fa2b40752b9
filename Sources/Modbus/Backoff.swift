import Facilities

/// When a link that failed may be tried again: half a second later, then twice as long each time up to five seconds,
/// give or take a fifth so that many links do not try in step.
struct Backoff {
    private(set) var reason = Text(zh: "", en: "")
    private var pause = Duration.milliseconds(500)
    private var next: ContinuousClock.Instant?

    var mayTry: Bool { next.map { .now >= $0 } ?? true }

    mutating func failed(_ reason: Text? = nil) {
        self.reason = reason ?? self.reason
        next = .now + pause * Double.random(in: 0.8...1.2)
        pause = min(pause * 2, .seconds(5))
    }

    mutating func succeeded() {
        self = Backoff()
    }
}
