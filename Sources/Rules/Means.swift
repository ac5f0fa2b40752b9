public import Facilities

/// Gathers the samples of one facility by minute, by the samples' own time: in which order they come makes no difference.
///
/// It holds only minutes that are not closed. What comes late for one that is, is given out as a part of that minute when
/// the next are closed, and is put together with what is kept of it already.
public struct Means: Sendable {
    private struct Channel {
        var columns: [Aggregate.Column] = []

        mutating func add(_ readings: [Reading]) {
            for (position, reading) in readings.enumerated() where reading.quality == .good {
                guard let value = reading.value else { continue }
                let index = index(of: reading, near: position)
                columns[index].values.add(value)
                columns[index].minutes = 1
            }
        }

        /// A device's samples are mostly alike: its place in the last one is looked at first.
        private mutating func index(of reading: Reading, near position: Int) -> Int {
            if columns.indices.contains(position), columns[position].quantity == reading.quantity { return position }
            if let index = columns.firstIndex(where: { $0.quantity == reading.quantity }) { return index }
            let values = Accumulator(reading.quantity.averaging)
            columns.append(Aggregate.Column(reading.quantity, reading.unit, values, minutes: 0))
            return columns.count - 1
        }
    }

    private var open: [Timestamp: [DeviceID: Channel]] = [:]

    public init() {}

    public mutating func take(_ sample: Sample) {
        let minute = sample.time.start(ofInterval: .minutes(1))
        open[minute, default: [:]][sample.device, default: Channel()].add(sample.readings)
    }

    /// Gives out every minute that began before a time, oldest first, and forgets it.
    public mutating func close(before time: Timestamp) -> [Aggregate] {
        let closed = open.filter { $0.key < time }.sorted { $0.key < $1.key }
        for (minute, _) in closed { open[minute] = nil }
        return closed.flatMap { minute, channels in
            channels.sorted { $0.key.description < $1.key.description }.compactMap { device, channel in
                guard !channel.columns.isEmpty else { return nil }
                return Aggregate(device: device, interval: .minute, start: minute, columns: channel.columns)
            }
        }
    }
}
