import Foundation

/// An address where nothing is answered and nothing refused, not even a connection: a listener whose queue is full is as silent as
/// an address that nobody has.
public final class BlackHole {
    public let port = freePort()
    private var descriptors: [CInt]

    public init() throws {
        descriptors = [try listener(on: port, backlog: 0)]
        for _ in 1...2 { descriptors.append(halfOpenConnection(to: port)) }
    }

    deinit { for descriptor in descriptors { close(descriptor) } }
}
