public import Facilities

/// Gathers the samples of one facility by minute, by the samples' own time; their order makes no difference.
///
/// It holds only open minutes. A sample that comes after its minute was closed becomes a part of that minute, which is
/// returned with the next closed ones; the receiver merges it with what is stored, and computes the longer intervals
/// around it again.
public struct Means: Sendable {
    /// An interval of one device.
    public struct Span: Hashable, Sendable {
        /// The device whose samples are averaged.
        public var device: DeviceID
        /// The length of the interval: 1 minute, 15 minutes, an hour or a day.
        public var interval: Aggregate.Interval
        /// The begin of the interval.
        public var start: Timestamp

        /// The end of the interval.
        public var end: Timestamp { start + .minutes(interval.minutes) }
    }

    private struct Channel {
        private(set) var columns: [Aggregate.Column] = []

        /// Begins with the readings of the first sample, which mostly has all quantities.
        init(_ readings: [Reading]) {
            columns.reserveCapacity(readings.count)
            add(readings)
        }

        /// Adds readings. A quantity without a good value has its column all the same, so that the set of quantities is
        /// the same every minute, and does not vary with each failure.
        mutating func add(_ readings: [Reading]) {
            for (position, reading) in readings.enumerated() {
                let index = index(of: reading, near: position)
                guard reading.quality == .good, let value = reading.value else { continue }
                columns[index].values.add(value)
                columns[index].minutes = 1
            }
        }

        /// Returns the index of a reading's column. A device's samples are mostly alike, so that its position in the
        /// last one is tried first.
        private mutating func index(of reading: Reading, near position: Int) -> Int {
            if position < columns.count, columns[position].isOf(reading) { return position }
            if let index = columns.firstIndex(where: { $0.isOf(reading) }) { return index }
            let values = Accumulator(reading.quantity.averaging)
            columns.append(Aggregate.Column(reading.quantity, reading.unit, values, minutes: 0))
            return columns.count - 1
        }
    }

    /// A minute whose samples are still coming.
    private struct OpenMinute {
        var devices: [DeviceID: Channel] = [:]

        mutating func take(_ sample: Sample) {
            guard let place = devices.index(forKey: sample.device) else {
                devices[sample.device] = Channel(sample.readings)
                return
            }
            devices.values[place].add(sample.readings)
        }
    }

    private let utcOffset: Int
    private var open: [Timestamp: OpenMinute] = [:]
    /// The longer intervals with a part that is newer than their last computation.
    private var changed: Set<Span> = []

    /// Creates an empty collection.
    ///
    /// - Parameter utcOffset: The seconds by which the site's clocks are ahead of UTC; days begin by it.
    public init(utcOffset: Int) {
        self.utcOffset = utcOffset
    }

    /// Takes a sample in. Only good values count.
    public mutating func take(_ sample: Sample) {
        let minute = sample.time.start(ofInterval: .minutes(1))
        if open[minute] == nil { open[minute] = OpenMinute() }
        // By its position, since a change by key has memory of its own for each dictionary.
        if let place = open.index(forKey: minute) { open.values[place].take(sample) }
    }

    /// Closes every minute that began before a time. Returns these minutes, oldest first, and the longer intervals that
    /// ended by then and have to be computed, the shorter before the longer.
    public mutating func close(before time: Timestamp) -> (minutes: [Aggregate], ended: [Span]) {
        let closed = open.filter { $0.key < time }.sorted { $0.key < $1.key }
        for (minute, _) in closed { open[minute] = nil }
        let minutes = closed.flatMap { minute, open in aggregates(of: open.devices, in: minute) }
        for minute in minutes { note(minute) }
        let ended = changed.filter { $0.end <= time }
        changed.subtract(ended)
        return (minutes, ended.sorted { $0.order < $1.order })
    }

    /// Returns the means of a minute, a device at a time, without devices that gave no good value.
    private func aggregates(of devices: [DeviceID: Channel], in minute: Timestamp) -> [Aggregate] {
        let inOrder = devices.sorted { $0.key.description < $1.key.description }
        return inOrder.compactMap { device, channel in
            guard channel.columns.contains(where: { $0.minutes > 0 }) else { return nil }
            return Aggregate(device: device, interval: .minute, start: minute, columns: channel.columns)
        }
    }

    /// Returns the longer intervals around some aggregates, the shorter before the longer.
    public func spans(around parts: [Aggregate]) -> [Span] {
        var around = Means(utcOffset: utcOffset)
        for part in parts { around.note(part) }
        return around.changed.sorted { $0.order < $1.order }
    }

    /// Notes that an aggregate is new: the longer intervals around it have to be computed again.
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
