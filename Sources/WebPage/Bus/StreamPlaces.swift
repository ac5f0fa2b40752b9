import NIOCore
import Synchronization

/// How many streams are open. Each keeps a connection for hours, so that one address has few and all together are no burden.
final class StreamPlaces: Sendable {
    static let most = 16
    static let mostOfAddress = 4

    private let counts = Mutex<[String: Int]>([:])

    /// The place of one stream, until it is closed or nobody holds it any more.
    final class Place: Sendable {
        private let places: StreamPlaces
        private let address: String
        private let isTaken = Mutex(true)

        fileprivate init(_ places: StreamPlaces, _ address: String) {
            (self.places, self.address) = (places, address)
        }

        deinit { close() }

        /// Whether the other side is still there.
        var isOpen: Bool { isTaken.withLock(\.self) }

        func close() {
            let wasOpen = isTaken.withLock { isTaken in
                defer { isTaken = false }
                return isTaken
            }
            if wasOpen { places.leave(address) }
        }
    }

    /// Takes a place, which is free again when the connection is closed.
    ///
    /// - Parameters:
    ///   - address: by which streams are counted.
    ///   - connection: is done when the connection is gone.
    /// - Returns: nil while as many are open as may be.
    func begin(for address: String, until connection: EventLoopFuture<Void>) -> Place? {
        let isFree = counts.withLock { counts in
            guard counts.values.reduce(0, +) < Self.most, counts[address, default: 0] < Self.mostOfAddress else {
                return false
            }
            counts[address, default: 0] += 1
            return true
        }
        guard isFree else { return nil }
        let place = Place(self, address)
        connection.whenComplete { [weak place] _ in place?.close() }
        return place
    }

    /// The number of open streams.
    var count: Int { counts.withLock { $0.values.reduce(0, +) } }

    private func leave(_ address: String) {
        counts.withLock { counts in
            counts[address] = counts[address].flatMap { $0 > 1 ? $0 - 1 : nil }
        }
    }
}
