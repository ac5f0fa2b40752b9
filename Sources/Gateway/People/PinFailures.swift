/// The wrong PINs in a row, by person and address. They only slow down further tries: nobody can lock a person out
/// from another address, or for longer than half a minute.
struct PinFailures: Sendable {
    /// A person's name and the address from which it was tried.
    struct Pair: Hashable, Sendable {
        var name: String
        var address: String
    }

    private struct Failure {
        var count: Int
        /// The end of the wait.
        var until: ContinuousClock.Instant
        /// The number of the failure among all, which orders them by age.
        var number: Int
    }

    private var failures: [Pair: Failure] = [:]
    private var last = 0

    /// The number of pairs that are remembered.
    static let most = 1000
    private static let longest = 30

    var count: Int { failures.count }

    /// Returns the whole seconds that a pair must still wait; nil if it may try now.
    func wait(of pair: Pair, at now: ContinuousClock.Instant) -> Int? {
        guard let failure = failures[pair], failure.until > now else { return nil }
        let (seconds, rest) = (failure.until - now).components
        return Int(seconds) + (rest > 0 ? 1 : 0)
    }

    /// Counts a wrong PIN: after the k-th in a row the next try must wait min(30 s, 2^(k-1) s). If there are too many
    /// pairs, the one whose last failure is the oldest is dropped.
    mutating func failed(_ pair: Pair, at now: ContinuousClock.Instant) {
        let count = (failures[pair]?.count ?? 0) + 1
        last += 1
        let seconds = min(Self.longest, 1 << min(count - 1, 5))
        failures[pair] = Failure(count: count, until: now + .seconds(seconds), number: last)
        guard failures.count > Self.most, let oldest = failures.min(by: { $0.value.number < $1.value.number })?.key
        else { return }
        failures[oldest] = nil
    }

    /// Forgets the wrong PINs of a pair, because it has given the right one.
    mutating func succeeded(_ pair: Pair) {
        failures[pair] = nil
    }
}
