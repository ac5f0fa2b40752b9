/// A way to a port that can be shut: what goes through it is cut off, and nothing comes through until it is opened.
public final class Gate {
    public let port: UInt16
    private let target: UInt16
    private let program = PortProgram()

    public init(to target: UInt16) {
        self.target = target
        port = freePort()
    }

    /// Returns when it accepts connections.
    ///
    /// - Throws: `NobodyListens` when it does not within a minute.
    public func open() async throws {
        let listen = "TCP4-LISTEN:\(port),bind=127.0.0.1,reuseaddr,fork,nodelay"
        try await program.start("/usr/bin/env", ["socat", listen, "TCP4:127.0.0.1:\(target),nodelay"], at: port)
    }

    /// Cuts its connections off, each of which is a process of its own.
    public func shut() { program.stop() }
}
