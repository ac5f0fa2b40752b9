import Facilities

/// Which changes of the devices of one line are logged, and when: one line for all that were lost together, and none for
/// each time that a device comes and goes.
///
/// What is logged last of a device is how it is. It has no clock: times are since the start of a monotonic one.
struct LinkLog {
    enum Line: Equatable {
        /// With the error of the first.
        case lost([DeviceID], reason: String)
        case returned([DeviceID])
        /// They come and go: of their changes nothing is logged until there was none for an hour.
        case unsteady([DeviceID])
        /// They have not changed for an hour, and answer.
        case steady([DeviceID])
        /// They have not changed for an hour, and do not answer.
        case gone([DeviceID])
    }

    private struct Device {
        /// When it changed within the last hour.
        var changes: [Duration] = []
        var isMuted = false
        var latest = DeviceLink.Change.returned
    }

    private struct Pending {
        var device: DeviceID
        var change: DeviceLink.Change
        var reason: String
    }

    private let count: Int
    private var devices: [DeviceID: Device] = [:]
    /// In the order in which they happened.
    private var pending: [Pending] = []
    private var unsteady: [DeviceID] = []
    /// When the first and the last of what is to be logged happened.
    private var (since, latest) = (Duration.zero, Duration.zero)

    /// What goes away together is found out in the course of some requests.
    private static let gathering = Duration.seconds(15)
    private static let longest = Duration.minutes(2)
    private static let hour = Duration.seconds(3600)
    /// More changes than this in an hour are a fault of its own.
    private static let mostChanges = 6

    /// - Parameter devices: how many the line has.
    init(devices: Int) { count = devices }

    mutating func changed(_ device: DeviceID, _ change: DeviceLink.Change, _ reason: String = "", at time: Duration) {
        var state = devices[device] ?? Device()
        state.changes = state.changes.filter { time - $0 < Self.hour } + [time]
        state.latest = change
        defer { devices[device] = state }
        guard !state.isMuted else { return }
        if pending.isEmpty, unsteady.isEmpty { since = time }
        latest = time
        guard state.changes.count <= Self.mostChanges else {
            state.isMuted = true
            unsteady.append(device)
            // That it comes and goes says these, too.
            pending.removeAll { $0.device == device }
            return
        }
        pending.append(Pending(device: device, change: change, reason: reason))
    }

    /// What is to be logged now. It is asked for whenever the line was looked at.
    mutating func lines(at time: Duration) -> [Line] {
        let settled = settled(at: time)
        guard !pending.isEmpty || !unsteady.isEmpty else { return settled }
        guard isWhole || time - latest >= Self.gathering || time - since >= Self.longest else { return settled }
        return flush() + settled
    }

    /// All that is still to be logged.
    mutating func flush() -> [Line] {
        var lines: [Line] = []
        while !pending.isEmpty { lines.append(nextLine()) }
        if !unsteady.isEmpty { lines.append(.unsteady(unsteady)) }
        unsteady = []
        return lines
    }

    /// The first change of each device, of those that begin as the oldest one does: the changes of one device stay in
    /// their order.
    private mutating func nextLine() -> Line {
        let (change, reason) = (pending[0].change, pending[0].reason)
        var (named, seen, rest) = ([DeviceID](), Set<DeviceID>(), [Pending]())
        for item in pending {
            let isFirst = seen.insert(item.device).inserted
            if isFirst, item.change == change { named.append(item.device) } else { rest.append(item) }
        }
        pending = rest
        return change == .lost ? .lost(named, reason: reason) : .returned(named)
    }

    /// Whether no other device can follow.
    private var isWhole: Bool {
        [DeviceLink.Change.lost, .returned].contains { change in
            Set(pending.filter { $0.change == change }.map(\.device)).count >= count
        }
    }

    /// What is to be said of devices that came and went, and have not for an hour.
    private mutating func settled(at time: Duration) -> [Line] {
        let settled = devices.filter { $0.value.isMuted && ($0.value.changes.last ?? .zero) + Self.hour <= time }
            .sorted { $0.key.description < $1.key.description }
        for (device, _) in settled { devices[device] = nil }
        let gone = settled.filter { $0.value.latest == .lost }.map(\.key)
        let steady = settled.filter { $0.value.latest == .returned }.map(\.key)
        return (gone.isEmpty ? [] : [.gone(gone)]) + (steady.isEmpty ? [] : [.steady(steady)])
    }
}
