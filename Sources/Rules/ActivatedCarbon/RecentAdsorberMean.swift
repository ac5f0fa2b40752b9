import Facilities

/// The mean of the newest ten complete minutes, or of the readings so far while there are fewer.
struct RecentAdsorberMean: Codable, Hashable, Sendable {
    private var mean = AdsorberMean()
    private var start: Timestamp?
    private var last: AdsorberPoint?

    private static let length = Duration.minutes(10)

    mutating func add(_ point: AdsorberPoint, at time: Timestamp) {
        if let start, time - start >= Self.length {
            (last, mean, self.start) = (mean.point, AdsorberMean(), time)
        }
        start = start ?? time
        mean.add(point)
    }

    var point: AdsorberPoint? { last ?? mean.point }
}
