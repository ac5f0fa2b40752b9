public import Facilities

/// Gathers the samples of one facility by minute, by the samples' own time: in which order they come makes no difference.
///
/// It holds only minutes that are not closed. What comes late for one that is, is given out as a part of that minute when
/// the next are closed, and is put together with what is kept of it already; so are the longer intervals around it.
public struct Means: Sendable {
    /// An interval of one device.
    public struct Span: Hashable, Sendable {
        public var device: DeviceID
        public var interval: Aggregate.Interval
        public var start: Timestamp

        public var end: Timestamp { start + .minutes(interval.minutes) }
    }

    private struct Channel {
        var columns: [Aggregate.Column] = []

        /// A quantity without a good value has its place all the same: what is kept is of the same quantities then every
        /// minute, and not of as many sets as there are ways to fail.
        mutating func add(_ readings: [Reading]) {
            for (position, reading) in readings.enumerated() {
                let index = index(of: reading, near: position)
                guard reading.quality == .good, let value = reading.value else { continue }
                columns[index].values.add(value)
                columns[index].minutes = 1
            }
        }

        /// A device's samples are mostly alike: its place in the last one is looked at first.
        private mutating func index(of reading: Reading, near position: Int) -> Int {
            if columns.indices.contains(position), columns[position].isOf(reading) { return position }
            if let index = columns.firstIndex(where: { $0.isOf(reading) }) { return index }
            let values = Accumulator(reading.quantity.averaging)
            columns.append(Aggregate.Column(reading.quantity, reading.unit, values, minutes: 0))
            return columns.count - 1
        }
    }

    private let utcOffset: Int
    private var open: [Timestamp: [DeviceID: Channel]] = [:]
    /// Longer intervals of which something has been given out since they were put together last.
    private var changed: Set<Span> = []

    public init(utcOffset: Int) {
        self.utcOffset = utcOffset
    }

    public mutating func take(_ sample: Sample) {
        let minute = sample.time.start(ofInterval: .minutes(1))
        open[minute, default: [:]][sample.device, default: Channel()].add(sample.readings)
    }

    /// Gives out every minute that began before a time, oldest first, and the longer intervals that are to be put together
    /// now: those that ended by that time, the shorter before the longer.
    public mutating func close(before time: Timestamp) -> (minutes: [Aggregate], ended: [Span]) {
        let closed = open.filter { $0.key < time }.sorted { $0.key < $1.key }
        for (minute, _) in closed { open[minute] = nil }
        let minutes = closed.flatMap { minute, channels in
            channels.sorted { $0.key.description < $1.key.description }.compactMap { device, channel in
                channel.columns.contains { $0.minutes > 0 }
                    ? Aggregate(device: device, interval: .minute, start: minute, columns: channel.columns) : nil
            }
        }
        for minute in minutes { note(minute) }
        let ended = changed.filter { $0.end <= time }
        changed.subtract(ended)
        return (minutes, ended.sorted { $0.order < $1.order })
    }

    /// The longer intervals around some aggregates, the shorter before the longer.
    public func spans(around parts: [Aggregate]) -> [Span] {
        var around = Means(utcOffset: utcOffset)
        for part in parts { around.note(part) }
        return around.changed.sorted { $0.order < $1.order }
    }

    /// This was given out: the longer intervals around it are not what they were.
    public mutating func note(_ part: Aggregate) {
        for interval in Aggregate.Interval.allCases where interval.minutes > part.interval.minutes {
            let start = interval.start(of: part.start, utcOffset: utcOffset)
            changed.insert(Span(device: part.device, interval: interval, start: start))
        }
    }
}

extension Aggregate.Column {
    fileprivate func isOf(_ reading: Reading) -> Bool {
        quantity == reading.quantity && unit == reading.unit
    }
}

extension Means.Span {
    fileprivate var order: (Int, Timestamp, String) { (interval.minutes, start, device.description) }
}
