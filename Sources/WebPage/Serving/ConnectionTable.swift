import Addresses

/// The open connections by address, and the choice of the one that is closed for a new one.
struct ConnectionTable {
    enum Admission: Equatable {
        case admitted
        /// The new connection is admitted, and the one with this number is closed.
        case insteadOf(Int)
        case refused
    }

    private struct Connection {
        var address: AddressRange
        var isWaiting = true
    }

    /// The largest number of connections. If it is reduced, each new connection replaces an older one.
    var capacity: Int
    /// The connections by their numbers. Numbers increase, so that the lowest is the oldest.
    private var connections: [Int: Connection] = [:]
    private var counts: [AddressRange: Int] = [:]
    private var next = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int { connections.count }
    /// The number of connections without a request in progress.
    var waiting: Int { connections.values.count(where: \.isWaiting) }

    /// Admits a connection under the number that is returned, unless it is refused.
    ///
    /// - Parameters:
    ///   - address: the addresses that have one share together.
    ///   - share: the number of connections that they may have.
    mutating func open(_ address: AddressRange, share: Int) -> (number: Int, admission: Admission) {
        let victim: Int?
        if counts[address, default: 0] >= share {
            victim = oldestWaiting { $0 == address }
        } else if connections.count >= capacity {
            victim = oldestWaitingOfTheLargest()
        } else {
            return (insert(address), .admitted)
        }
        guard let victim else { return (-1, .refused) }
        close(victim)
        return (insert(address), .insteadOf(victim))
    }

    /// Notes whether a connection waits for a request, or has one in progress.
    ///
    /// - Returns: whether the connection is still in the table. One that was replaced is not served any more.
    mutating func set(_ number: Int, isWaiting: Bool) -> Bool {
        guard connections[number] != nil else { return false }
        connections[number]?.isWaiting = isWaiting
        return true
    }

    mutating func close(_ number: Int) {
        guard let address = connections.removeValue(forKey: number)?.address else { return }
        let rest = counts[address, default: 0] - 1
        counts[address] = rest > 0 ? rest : nil
    }

    private mutating func insert(_ address: AddressRange) -> Int {
        defer { next += 1 }
        connections[next] = Connection(address: address)
        counts[address, default: 0] += 1
        return next
    }

    private func oldestWaiting(where isMeant: (AddressRange) -> Bool) -> Int? {
        connections.filter { $0.value.isWaiting && isMeant($0.value.address) }.keys.min()
    }

    private func oldestWaitingOfTheLargest() -> Int? {
        let waiting = Set(connections.values.filter(\.isWaiting).map(\.address))
        let most = waiting.map { counts[$0, default: 0] }.max()
        return oldestWaiting { waiting.contains($0) && counts[$0] == most }
    }
}
