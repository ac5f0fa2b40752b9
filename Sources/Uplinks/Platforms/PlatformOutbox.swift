import Facilities
import HJ212

/// A packet of means by what names it for a platform: `MN`, `CN` and `DataTime`.
struct PlatformKey: Hashable, Sendable {
    var station: String
    var interval: Report.Interval
    var time: Range<Timestamp>
}

/// The packets of means that wait to be sent, each once whatever number of items of the journal belong to it.
struct PlatformOutbox {
    private struct Waiting {
        /// The tokens of the messages that are answered with it.
        var tokens: [UInt64] = []
        /// Those of messages that came while it was on its way: what they stand for may not be in it.
        var later: [UInt64] = []
        var isLate: Bool
        var isOnItsWay = false
    }

    private var order: [PlatformKey] = []
    private var waiting: [PlatformKey: Waiting] = [:]
    /// The hashes of what was delivered for the newest keys, the oldest first: a portion of the journal may end within an interval, and one that was not
    /// answered as a whole comes again with the next connection.
    private var delivered: [PlatformKey: Int] = [:]
    private var deliveredOrder: [PlatformKey] = []

    /// The number of keys whose delivery is remembered: more than all portions that may be on their way have.
    private static let mostDelivered = 4096

    var count: Int { order.count }

    /// Adds a message of the feed, which is answered once all of its packets are.
    mutating func add(_ keys: [PlatformKey], isLate: Bool, token: UInt64) {
        for key in keys {
            if waiting[key] == nil { order.append(key) }
            var packet = waiting[key] ?? Waiting(isLate: isLate)
            if packet.isOnItsWay { packet.later.append(token) } else { packet.tokens.append(token) }
            if !isLate { packet.isLate = false }
            waiting[key] = packet
        }
    }

    /// The next packet whose interval is over: what is live goes first.
    ///
    /// - Parameter closed: every minute that began before has its means.
    func next(closed: Timestamp) -> PlatformKey? {
        let ready = order.lazy.filter { key in
            key.time.upperBound <= closed && waiting[key]?.isOnItsWay == false
        }
        return ready.first { waiting[$0]?.isLate == false } ?? ready.first
    }

    mutating func sent(_ key: PlatformKey) { waiting[key]?.isOnItsWay = true }

    /// Whether the platform has the same already.
    func has(_ key: PlatformKey, _ reports: [Report]) -> Bool { delivered[key] == reports.hashValue }

    /// The platform has a packet, or there is nothing to send of it. It waits again if messages came while it was on its way.
    ///
    /// - Returns: the tokens of the messages that are answered so.
    mutating func delivered(_ key: PlatformKey, _ reports: [Report]) -> [UInt64] {
        remember(key, reports)
        order.removeAll { $0 == key }
        guard let packet = waiting.removeValue(forKey: key) else { return [] }
        if !packet.later.isEmpty {
            order.append(key)
            waiting[key] = Waiting(tokens: packet.later, isLate: packet.isLate)
        }
        return packet.tokens.filter { token in
            !waiting.values.contains { $0.tokens.contains(token) || $0.later.contains(token) }
        }
    }

    private mutating func remember(_ key: PlatformKey, _ reports: [Report]) {
        if delivered.updateValue(reports.hashValue, forKey: key) == nil { deliveredOrder.append(key) }
        guard deliveredOrder.count > Self.mostDelivered else { return }
        delivered[deliveredOrder.removeFirst()] = nil
    }

    /// The connection is gone: the feed hands everything over again. What is on its way is sent again with its own number.
    mutating func disconnected() {
        order.removeAll { waiting[$0]?.isOnItsWay == false }
        waiting = waiting.filter(\.value.isOnItsWay)
        for key in order {
            waiting[key]?.tokens = []
            waiting[key]?.later = []
        }
    }

    /// Forgets everything: nothing is on its way any more.
    mutating func forget() { (order, waiting) = ([], [:]) }
}
