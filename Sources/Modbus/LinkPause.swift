import Facilities

/// The pauses between attempts to open a link: half a second after the first failure, then twice as long each time, up to five
/// seconds. Each pause is varied by up to a fifth, so that many links do not try at the same time.
struct LinkPause {
    /// The reason of the last failure; empty where there was none.
    private(set) var reason = Text(zh: "", en: "")
    private var backoff = Backoff(from: .milliseconds(500), to: .seconds(5))
    private var next: ContinuousClock.Instant?

    /// Whether the pause is over.
    var mayTry: Bool {
        guard let next else { return true }
        return .now >= next
    }

    /// Begins the next pause.
    ///
    /// - Parameter reason: the reason of the failure; nil where it is the same as before.
    mutating func failed(_ reason: Text? = nil) {
        self.reason = reason ?? self.reason
        next = .now + backoff.next() * Double.random(in: 0.8...1.2)
    }

    /// Forgets all failures.
    mutating func succeeded() {
        self = LinkPause()
    }
}
