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
        /// They have not changed for an hour, and answer.
        case steady([DeviceID])
        /// They have not changed for an hour, and do not answer.
        case gone([DeviceID])
    }

    private struct Device {
        /// When it changed within the last hour.
        var changes: [Duration] = []
        var isMuted = false
        var isLost = false
    }

    private struct Change {
        var device: DeviceID
        var isLost: Bool
    }

    private let count: Int
    private var devices: [DeviceID: Device] = [:]
    /// What is to be logged, in the order in which it came about.
    private var pending: [Change] = []
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
        note(device, isLost: change == .lost, at: time)
        guard devices[device]?.isMuted != true else { return }
        if pending.isEmpty { since = time }
        latest = time
        if change == .lost, !pending.contains(where: \.isLost) { self.reason = reason }
        pending.append(Change(device: device, isLost: change == .lost))
    }

    /// What is to be logged now. It is asked for whenever the line was looked at.
    mutating func lines(at time: Duration) -> [Line] {
        let calm = calm(at: time)
        guard !pending.isEmpty || !unsteady.isEmpty else { return calm }
        let isWhole = [true, false].contains { isLost in
            Set(pending.filter { $0.isLost == isLost }.map(\.device)).count >= count
        }
        guard isWhole || time - latest >= Self.gathering || time - since >= Self.longest else { return calm }
        return flush() + calm
    }

    /// All that is still to be logged.
    mutating func flush() -> [Line] {
        defer { (pending, unsteady) = ([], []) }
        let lost = pending.filter(\.isLost).map(\.device).unique
        let returned = pending.filter { !$0.isLost }.map(\.device).unique
        var lines: [Line] = []
        if !lost.isEmpty { lines.append(.lost(lost, reason: reason)) }
        if !returned.isEmpty { lines.append(.returned(returned)) }
        // What is said last is how most of them are now.
        if let first = pending.first, !first.isLost { lines.reverse() }
        if !unsteady.isEmpty { lines.append(.unsteady(unsteady)) }
        return lines
    }

    private mutating func note(_ device: DeviceID, isLost: Bool, at time: Duration) {
        var state = devices[device] ?? Device()
        state.isLost = isLost
        state.changes = state.changes.filter { time - $0 < Self.hour } + [time]
        if state.changes.count > Self.mostChanges, !state.isMuted {
            state.isMuted = true
            unsteady.append(device)
            (since, latest) = (pending.isEmpty ? time : since, time)
        }
        devices[device] = state
    }

    /// Those that came and went, and have not changed for an hour.
    private mutating func calm(at time: Duration) -> [Line] {
        let calm = devices.filter { $0.value.isMuted && ($0.value.changes.last ?? .zero) + Self.hour <= time }
        for device in calm.keys { devices[device] = nil }
        let names = calm.sorted { $0.key.description < $1.key.description }
        let gone = names.filter(\.value.isLost).map(\.key)
        let steady = names.filter { !$0.value.isLost }.map(\.key)
        return (gone.isEmpty ? [] : [.gone(gone)]) + (steady.isEmpty ? [] : [.steady(steady)])
    }
}
