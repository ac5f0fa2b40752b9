/// A service that delivers the journal to a broker or a platform. Each has its own position in the journal.
public protocol Uplink: Sendable {
    /// The name from the configuration, under which the journal stores its position.
    var name: String { get }

    /// Delivers until the program ends or another configuration replaces this one.
    ///
    /// - Throws: an error that ends the uplink for good. A lost connection is none: the uplink connects again.
    func run() async throws

    /// Takes note of a commit. It must be called for every commit, in order, and does not block.
    func committed(_ what: Committed)

    /// Takes note that a commit failed, or that one succeeded again.
    ///
    /// - Parameter isChanged: whether the commit before had the other outcome.
    func tried(isChanged: Bool)

    /// Returns the state of the delivery, for the status, the web page and the log.
    func report() async -> UplinkReport

    /// Returns the outcomes of the messages since the gateway started.
    func counts() async -> UplinkCounts
}
