import Delivery
import Synchronization

/// All uplinks of the gateway, each of which is notified of every commit.
final class UplinkSet: Sendable {
    private let uplinks = Mutex<[any Uplink]>([])

    /// Adds an uplink. It must be called before the first commit of which the uplink is to be notified.
    func add(_ uplink: any Uplink) { uplinks.withLock { $0.append(uplink) } }

    func removeAll() { uplinks.withLock { $0 = [] } }

    /// The uplinks in the order of the configuration.
    var all: [any Uplink] { uplinks.withLock(\.self) }

    func committed(_ what: @autoclosure () -> Committed) {
        let all = all
        guard !all.isEmpty else { return }
        let what = what()
        for uplink in all { uplink.committed(what) }
    }

    func tried(isChanged: Bool) { for uplink in all { uplink.tried(isChanged: isChanged) } }

    func reports() async -> [UplinkReport] {
        var reports: [UplinkReport] = []
        for uplink in all { reports.append(await uplink.report()) }
        return reports
    }
}
