import Facilities

extension ByDevice {
    /// Returns the newest mean of each device that a rule has judged.
    ///
    /// - Parameters:
    ///   - mean: Returns the means in the memory of a device.
    ///   - limit: Returns the limit of an interval that begins at a time.
    func judged(
        _ rule: String, _ quantity: Quantity, length: Duration, _ mean: (Value) -> MeanOverLimit,
        limit: (Timestamp) -> Limit
    ) -> [JudgedMean] {
        devices.compactMap { device in
            guard let mean = self[device].map(mean), let last = mean.last else { return nil }
            return JudgedMean(
                rule: rule, channel: Channel.ID(device, quantity), start: last.start, length: length, mean: last.mean,
                bound: last.bound ?? .exact, limit: limit(last.start))
        }
    }

    /// Returns the time at which the last device without a mean has one, if values keep coming; nil where none waits.
    func ready(length: Duration, _ mean: (Value) -> MeanOverLimit) -> Timestamp? {
        values.compactMap { mean($0).ready(length: length) }.max()
    }
}
