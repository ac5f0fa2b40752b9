import Facilities

/// Which changes of the devices of one line are logged, and when: one line for all that were lost together, and none for
/// each time that a device comes and goes.
///
/// It has no clock: times are since the start of a monotonic one.
struct LinkLog {
    enum Line: Equatable {
        /// With the error of the first.
        case lost([DeviceID], reason: String)
        case returned([DeviceID])
        /// They come and go: of their changes nothing is logged until they have been steady for an hour.
        case unsteady([DeviceID])
        case steady([DeviceID])
    }

    private struct Device {
        /// When it changed within the last hour.
        var changes: [Duration] = []
        var isMuted = false
    }

    private let count: Int
    private var devices: [DeviceID: Device] = [:]
    private var lost: [DeviceID] = []
    private var returned: [DeviceID] = []
    private var unsteady: [DeviceID] = []
    private var reason = ""
    private var since = Duration.zero
    private var latest = Duration.zero

    /// What goes away together is found out in the course of some requests.
    private static let gathering = Duration.seconds(15)
    private static let longest = Duration.minutes(2)
    private static let hour = Duration.seconds(3600)
    /// More changes than this in an hour are a fault of its own.
    private static let mostChanges = 6

    /// - Parameter devices: how many the line has.
    init(devices: Int) { count = devices }

    mutating func changed(_ device: DeviceID, _ change: DeviceLink.Change, _ reason: String = "", at time: Duration) {
        note(device, at: time)
        guard devices[device]?.isMuted != true else { return }
        if pending.isEmpty { since = time }
        latest = time
        switch change {
        case .lost:
            if lost.isEmpty { self.reason = reason }
            lost.append(device)
        case .returned: returned.append(device)
        }
    }

    /// What is to be logged now. It is asked for whenever the line was looked at.
    mutating func lines(at time: Duration) -> [Line] {
        let steady = steady(at: time)
        guard !pending.isEmpty || !unsteady.isEmpty else { return steady.isEmpty ? [] : [.steady(steady)] }
        let isWhole = lost.count >= count || returned.count >= count
        guard isWhole || time - latest >= Self.gathering || time - since >= Self.longest else { return [] }
        return flush() + (steady.isEmpty ? [] : [.steady(steady)])
    }

    /// All that is still to be logged.
    mutating func flush() -> [Line] {
        defer { (lost, returned, unsteady) = ([], [], []) }
        var lines: [Line] = []
        if !lost.isEmpty { lines.append(.lost(lost.unique, reason: reason)) }
        if !returned.isEmpty { lines.append(.returned(returned.unique)) }
        if !unsteady.isEmpty { lines.append(.unsteady(unsteady)) }
        return lines
    }

    private var pending: [DeviceID] { lost + returned }

    private mutating func note(_ device: DeviceID, at time: Duration) {
        var state = devices[device] ?? Device()
        state.changes = state.changes.filter { time - $0 < Self.hour } + [time]
        if state.changes.count > Self.mostChanges, !state.isMuted {
            state.isMuted = true
            unsteady.append(device)
            (since, latest) = (pending.isEmpty ? time : since, time)
        }
        devices[device] = state
    }

    private mutating func steady(at time: Duration) -> [DeviceID] {
        let steady = devices.filter { $0.value.isMuted && ($0.value.changes.last ?? .zero) + Self.hour <= time }.keys
        for device in steady { devices[device] = nil }
        return steady.sorted { $0.description < $1.description }
    }
}
