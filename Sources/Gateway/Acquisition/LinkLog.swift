import Facilities

/// Selects the changes of the devices of one line that are logged: one line for all devices that were lost together, and
/// none for each change of a device that comes and goes.
struct LinkLog {
    enum Line: Equatable {
        /// Devices went offline; the reason is the error of the first one.
        case lost([DeviceID], reason: String)
        case returned([DeviceID])
        /// Devices come and go. Their changes are not logged until an hour has passed without one.
        case unsteady([DeviceID])
        /// Devices have not changed for an hour, and answer.
        case steady([DeviceID])
        /// Devices have not changed for an hour, and do not answer.
        case gone([DeviceID])
    }

    private struct Device {
        /// The times of its changes within the last hour.
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
    /// The changes that are not logged yet, in order of time.
    private var pending: [Pending] = []
    private var unsteady: [DeviceID] = []
    /// The times of the first and the last change that is not logged yet.
    private var (since, latest) = (Duration.zero, Duration.zero)

    /// Devices that are lost together are noticed one after the other, within the time of some requests.
    private static let gathering = Duration.seconds(15)
    private static let longest = Duration.minutes(2)
    private static let hour = Duration.seconds(3600)
    /// The number of changes in an hour above which the changing itself is the fault.
    private static let mostChanges = 6

    /// Creates a log for the devices of one line.
    ///
    /// - Parameter devices: the number of devices on the line.
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
            // The line about the unsteady device covers these changes too.
            pending.removeAll { $0.device == device }
            return
        }
        pending.append(Pending(device: device, change: change, reason: reason))
    }

    /// Returns the lines that must be logged now. It is called after each request on the line.
    mutating func lines(at time: Duration) -> [Line] {
        let settled = settled(at: time)
        guard !pending.isEmpty || !unsteady.isEmpty else { return settled }
        guard isWhole || time - latest >= Self.gathering || time - since >= Self.longest else { return settled }
        return flush() + settled
    }

    /// Returns all lines that are still to be logged.
    mutating func flush() -> [Line] {
        var lines: [Line] = []
        while !pending.isEmpty { lines.append(nextLine()) }
        if !unsteady.isEmpty { lines.append(.unsteady(unsteady)) }
        unsteady = []
        return lines
    }

    /// Returns the line about the first change of each device that changed in the same way as the oldest one. The changes
    /// of one device stay in order.
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

    /// Whether all devices have changed in the same way, so that no other one can follow.
    private var isWhole: Bool {
        [DeviceLink.Change.lost, .returned].contains { change in
            Set(pending.filter { $0.change == change }.map(\.device)).count >= count
        }
    }

    /// Returns the lines about unsteady devices that have not changed for an hour.
    private mutating func settled(at time: Duration) -> [Line] {
        let settled = devices.filter { $0.value.isMuted && ($0.value.changes.last ?? .zero) + Self.hour <= time }
            .sorted { $0.key.description < $1.key.description }
        for (device, _) in settled { devices[device] = nil }
        let gone = settled.filter { $0.value.latest == .lost }.map(\.key)
        let steady = settled.filter { $0.value.latest == .returned }.map(\.key)
        return (gone.isEmpty ? [] : [.gone(gone)]) + (steady.isEmpty ? [] : [.steady(steady)])
    }
}
