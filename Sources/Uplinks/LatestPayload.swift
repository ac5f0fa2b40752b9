import Facilities

/// `mashang/latest/2`: the newest value of every channel of a facility that has given one.
struct LatestPayload: Encodable {
    let schema = "mashang/latest/2"
    var gateway: String
    var epoch: String?
    var code: Facility.Code
    /// The sequence of the newest sample in it.
    var sequence: Int64
    /// The values by `device/quantity`, the name that findings give to a channel.
    var channels: [String: Value]

    struct Value: Encodable {
        var reading: Reading
        /// The time of its sample.
        var time: Timestamp

        private enum Key: String, CodingKey { case value, unit, quality, bound, time }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(reading.value, forKey: .value)
            try container.encode(reading.unit, forKey: .unit)
            try container.encode(reading.quality, forKey: .quality)
            if reading.bound != .exact { try container.encode(reading.bound, forKey: .bound) }
            try container.encode(time.milliseconds, forKey: .time)
        }
    }

    /// Creates the payload from the newest samples of a facility.
    ///
    /// - Parameter wanted: the channels that may be in it.
    /// - Returns: nil if none of them has a value.
    init?(
        _ samples: [Kept<Sample>], of code: Facility.Code, _ wanted: Set<Channel.ID>, gateway: String, _ epochs: Epochs
    ) {
        channels = [:]
        for kept in samples {
            for reading in kept.content.readings {
                let id = Channel.ID(kept.content.device, reading.quantity)
                guard wanted.contains(id) else { continue }
                channels["\(id)"] = Value(reading: reading, time: kept.content.time)
            }
        }
        guard !channels.isEmpty, let newest = samples.map(\.sequence).max() else { return nil }
        (self.gateway, self.code, sequence, epoch) = (gateway, code, newest, epochs.id(of: newest))
    }

    /// The values without their times, which are compared to find a change.
    var values: [String: Reading] { channels.mapValues(\.reading) }
}
