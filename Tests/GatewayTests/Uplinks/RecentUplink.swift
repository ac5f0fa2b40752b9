import Delivery
import Facilities
import Synchronization

@testable import Gateway

/// An uplink that only remembers what was committed.
final class RecentUplink: Uplink {
    let name = "memory"
    private let recent = Mutex(Recent(after: 0))

    func run() async {}
    func committed(_ what: Committed) { recent.withLock { $0.take(what) } }
    func tried(isChanged: Bool) {}
    func report() async -> UplinkReport { UplinkReport(name: name, address: "", since: Timestamp(seconds: 0)) }

    func counts() async -> UplinkCounts { UplinkCounts() }

    func portion(after sequence: Int64, limit: Int) -> [Item]? {
        recent.withLock { $0.portion(after: sequence, limit: limit) }
    }
}
