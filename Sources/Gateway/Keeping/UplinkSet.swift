import Delivery
import Synchronization

/// All uplinks of the gateway: each hears of every commit.
final class UplinkSet: Sendable {
    private let uplinks = Mutex<[any Uplink]>([])

    /// Must be called before anything is committed that they are to hear of.
    func add(_ uplink: any Uplink) { uplinks.withLock { $0.append(uplink) } }

    /// In the order of the configuration.
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
