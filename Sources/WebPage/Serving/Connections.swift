import Addresses
import NIOCore
import Synchronization

/// The connections of the page. All event loops use the same instance.
final class Connections: Sendable {
    private struct State {
        var table: ConnectionTable
        var channels: [Int: any Channel] = [:]
    }

    private let limits: ServingLimits
    private let trusted: [AddressRange]
    private let state: Mutex<State>

    init(_ limits: ServingLimits, trusted: [AddressRange]) {
        (self.limits, self.trusted) = (limits, trusted)
        state = Mutex(State(table: ConnectionTable(capacity: limits.connections)))
    }

    var count: Int { state.withLock { $0.table.count } }
    /// The number of connections without a request in progress, which may be closed for others.
    var waiting: Int { state.withLock { $0.table.waiting } }

    /// Admits a connection, and closes another one for it if necessary.
    ///
    /// - Returns: the number of the connection; nil if it is refused.
    func open(_ channel: any Channel) -> Int? {
        let ip = channel.remoteAddress?.ip ?? .none
        let share = trusted.contains { $0.contains(ip) } ? limits.perProxy : limits.perAddress
        let most = min(limits.connections, Descriptors.most / 4)
        let (number, victim): (Int?, (any Channel)?) = state.withLock { state in
            state.table.capacity = most
            let (number, admission) = state.table.open(ClientAddress.share(of: ip), share: share)
            guard admission != .refused else { return (nil, nil) }
            state.channels[number] = channel
            guard case .insteadOf(let victim) = admission else { return (number, nil) }
            return (number, state.channels.removeValue(forKey: victim))
        }
        victim?.close(promise: nil)
        return number
    }

    func set(_ number: Int, isWaiting: Bool) -> Bool {
        state.withLock { $0.table.set(number, isWaiting: isWaiting) }
    }

    func close(_ number: Int) {
        state.withLock { state in
            state.table.close(number)
            state.channels[number] = nil
        }
    }
}
