import Hummingbird
import Synchronization

/// The number of requests that the page has answered, by the first digit of the status.
final class RequestCounts: Sendable {
    private let counts = Mutex<[Int: Int]>([:])

    func add(_ status: Int) { counts.withLock { $0[status / 100, default: 0] += 1 } }

    /// The counts as a metric. Requests that were cut off or could not be parsed are not among them.
    var metric: Metric {
        let counts = counts.withLock(\.self).sorted { $0.key < $1.key }
        return Metric(
            "mashang_page_requests_total", .counter, "Requests that the page has answered, by class of status.",
            counts.map { .init(Double($0.value), [.init("status", "\($0.key)xx")]) })
    }
}
