import Facilities

/// `mashang/means/1`: what one device measured in one interval. A newer one of the same interval takes its place.
struct MeansPayload: Encodable {
    let schema = "mashang/means/1"
    var gateway: String
    var epoch: String?
    /// The sequence of the newest `clock` entry by which its times are given.
    var clock: Int64?
    var code: Facility.Code
    var device: DeviceID
    var backfill: Bool
    var sequence: Int64
    var interval: Aggregate.Interval
    /// UTC, milliseconds since 1970.
    var start: Int64
    var means: [String: Mean]

    struct Mean: Encodable {
        var unit: PhysicalUnit
        var mean: Double
        var min: Double
        var max: Double
        /// Good values.
        var count: Int
        /// The share of the interval's minutes that had one.
        var capture: Double
    }

    init(_ kept: Kept<Aggregate>, gateway: String, epoch: String?, clock: Int64? = nil, backfill: Bool) {
        let aggregate = kept.content
        (self.gateway, self.epoch, self.clock) = (gateway, epoch, clock)
        self.backfill = backfill
        (code, device, sequence) = (kept.facility, aggregate.device, kept.sequence)
        (interval, start) = (aggregate.interval, aggregate.start.milliseconds)
        means = [:]
        for column in aggregate.columns {
            // Directions that cancel each other out have no mean, and what was never good is not there.
            guard let mean = column.values.mean, let min = column.values.minimum, let max = column.values.maximum else {
                continue
            }
            means[column.quantity.rawValue] = Mean(
                unit: column.unit, mean: mean, min: min, max: max, count: column.values.count,
                capture: aggregate.capture(of: column)
            )
        }
    }
}
