import Facilities

/// `mashang/means/2`: the means of one device over one interval. A newer message for the same interval replaces it.
struct MeansPayload: Encodable {
    let schema = "mashang/means/2"
    var gateway: String
    var epoch: String?
    /// The sequence of the newest `clock` entry that its times take into account.
    var clock: Int64?
    var code: Facility.Code
    var device: DeviceID
    /// The place at which the device measures; nil if none is configured.
    var place: String?
    var sequence: Int64
    /// The sequence of the means of this interval that were sent before; nil if these are the first of their epoch.
    var previous: Int64?
    var interval: Aggregate.Interval
    /// The beginning of the interval, UTC, in milliseconds since 1970.
    var start: Int64
    var means: [String: Mean]

    struct Mean: Encodable {
        var unit: PhysicalUnit
        var mean: Double
        var min: Double
        var max: Double
        /// The number of good values.
        var count: Int
        /// The share of the interval's minutes that had a good value, 0 to 1.
        var capture: Double
    }

    init(
        _ kept: Kept<Aggregate>, gateway: String, epoch: String?, clock: Int64? = nil, place: String? = nil,
        previous: Int64? = nil, omitting omitted: Set<Quantity> = []
    ) {
        let aggregate = kept.content
        (self.gateway, self.epoch, self.clock) = (gateway, epoch, clock)
        (self.place, self.previous) = (place, previous)
        (code, device, sequence) = (kept.facility, aggregate.device, kept.sequence)
        (interval, start) = (aggregate.interval, aggregate.start.milliseconds)
        means = [:]
        for column in aggregate.columns where !omitted.contains(column.quantity) {
            // Directions that cancel each other out have no mean, and a quantity without a good value is absent.
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

extension MeansPayload {
    private enum Key: String, CodingKey {
        case schema, gateway, epoch, clock, code, device, place, sequence, previous, interval, start, means
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try container.encodeIfPresent(epoch, forKey: .epoch)
        try container.encodeIfPresent(clock, forKey: .clock)
        try container.encode(code, forKey: .code)
        try container.encode(device, forKey: .device)
        try container.encodeIfPresent(place, forKey: .place)
        try container.encode(sequence, forKey: .sequence)
        // A null shows that there are no earlier means.
        try container.encode(previous, forKey: .previous)
        try container.encode(interval, forKey: .interval)
        try container.encode(start, forKey: .start)
        try container.encode(means, forKey: .means)
    }
}
