import NIOCore
import Synchronization

/// A limit on open streams. Each uses a connection for hours, so the number is limited in total and for each
/// address.
final class StreamPlaces: Sendable {
    /// The largest number of open streams.
    static let most = 16
    /// The largest number of open streams of one address.
    static let mostOfAddress = 4

    private let counts = Mutex<[String: Int]>([:])

    /// The place of one stream. It is free again when it is closed or released.
    final class Place: Sendable {
        private let places: StreamPlaces
        private let address: String
        private let isTaken = Mutex(true)

        fileprivate init(_ places: StreamPlaces, _ address: String) {
            (self.places, self.address) = (places, address)
        }

        deinit { close() }

        /// Whether the connection is still open.
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
    ///   - address: the address for which streams are counted.
    ///   - connection: completes when the connection is closed.
    /// - Returns: the place; nil if no more streams may be opened.
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
            let rest = counts[address, default: 0] - 1
            counts[address] = rest > 0 ? rest : nil
        }
    }
}
