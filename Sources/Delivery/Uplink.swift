/// A way from the gateway to somebody who wants to know: a broker, a platform. Each has its own position in the journal.
public protocol Uplink: Sendable {
    /// The name that the configuration gives it, by which its position is kept.
    var name: String { get }

    /// Delivers until the program ends or makes way for another configuration.
    func run() async throws

    /// Takes note of a commit. It must be called for every one, in order, and holds nobody up.
    func committed(_ what: Committed)

    /// A commit failed, or one succeeded again.
    ///
    /// - Parameter isChanged: whether it is the first of its kind.
    func tried(isChanged: Bool)

    /// How it goes, for status, state, portion and log.
    func report() async -> UplinkReport

    /// What became of the messages of this run.
    func counts() async -> UplinkCounts
}
