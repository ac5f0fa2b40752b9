import Facilities
import Journal
import Modbus

/// Creates PINs and checks them. scrypt blocks and takes 16 MB, so the actor runs on a queue of its own, one hash at a
/// time.
actor Pins {
    private let executor = SerialQueueExecutor(label: "pins")
    private let stored: @Sendable (String) throws -> Credentials?
    private let matches: @Sendable (PINHash, String) throws -> Bool
    private let nobody = PINHash.ofNobody()
    private var failures = PinFailures()

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ journal: Journal) {
        self.init {
            try journal.credentials(of: $0)
        } matches: {
            try $0.matches($1)
        }
    }

    /// Creates the checker.
    ///
    /// - Parameters:
    ///   - stored: returns the hash that is stored under a name; nil if there is none.
    ///   - matches: compares a PIN with a stored hash.
    init(
        stored: @escaping @Sendable (String) throws -> Credentials?,
        matches: @escaping @Sendable (PINHash, String) throws -> Bool
    ) {
        (self.stored, self.matches) = (stored, matches)
    }

    /// Returns whether a PIN is that of a person. For an unknown name it takes as long as for a wrong PIN.
    ///
    /// - Parameters:
    ///   - address: the address of the person's device, as far as the gateway trusts it; `local` on this machine.
    ///   - now: the time of the try.
    func verify(
        _ name: String, pin: String, from address: String, now: ContinuousClock.Instant
    ) async -> PinVerdict {
        // Texts that cannot be names are counted under one name, so that long ones take no memory.
        let pair = PinFailures.Pair(name: Operator.isName(name) ? name : "", address: address)
        if let seconds = failures.wait(of: pair, at: now) { return .wait(seconds) }
        do {
            let credentials = try stored(name)
            let isRight = try matches(credentials?.hash ?? nobody, pin)
            guard let credentials, isRight else {
                failures.failed(pair, at: now)
                return .wrong
            }
            failures.succeeded(pair)
            return .right(credentials.person)
        } catch {
            return .notNow(Text(explaining: error))
        }
    }

    /// Returns a new PIN, and its hash to be stored.
    func make() throws(HashingFailed) -> (pin: String, hash: PINHash) {
        let pin = PIN.random()
        return (pin, try PINHash(of: pin))
    }
}
