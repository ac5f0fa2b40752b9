public import Facilities

/// The times of work on instruments or plant, from records of maintenance.
public struct WorkTime: Hashable, Sendable {
    /// One continuous time of work.
    public struct Stretch: Hashable, Sendable {
        /// The time from its beginning to its announced or actual end.
        public var time: Range<Timestamp>
        /// The device that was worked on; nil for the whole facility.
        public var device: DeviceID?
        /// Whether it was maintenance or calibration.
        public var mode: Maintenance.Mode
    }

    /// The times of work in the order in which they begin.
    public private(set) var stretches: [Stretch] = []

    /// Reads records of maintenance in the same way as the rules. A newer record on a device, or on the whole
    /// facility, ends earlier announced work on the same. A record that is entered late does not change the time
    /// before it was entered, since the measurements of that time were judged normally.
    ///
    /// - Parameter entries: entries in the order in which they were made. Only records of maintenance count.
    public init(_ entries: some Sequence<KeptEntry>) {
        typealias Announced = (at: Timestamp, time: Range<Timestamp>, mode: Maintenance.Mode)
        var announced: [DeviceID?: [Announced]] = [:]
        for entry in entries {
            guard case .record(let record) = entry.content, let work = record.body as? Maintenance else { continue }
            let begin = max(record.at, entry.time)
            var times = announced[work.device] ?? []
            if let last = times.last {
                guard last.at <= record.at else { continue }
                let first = last.time.lowerBound
                times[times.count - 1].time = first..<min(last.time.upperBound, max(first, begin))
            }
            times.append((record.at, begin..<max(begin, work.until), work.mode))
            announced[work.device] = times
        }
        let all = announced.flatMap { device, times in
            times.map { Stretch(time: $0.time, device: device, mode: $0.mode) }
        }
        stretches = all.filter { !$0.time.isEmpty }.sorted {
            ($0.time.lowerBound, $0.device?.description ?? "") < ($1.time.lowerBound, $1.device?.description ?? "")
        }
    }

    /// Returns for how long in a time the whole facility was worked on. Work on a single device does not count.
    public func length(in time: Range<Timestamp>) -> Duration {
        var (sum, end) = (Duration.zero, time.lowerBound)
        for work in stretches where work.device == nil && work.time.overlaps(time) {
            let (from, to) = (max(work.time.lowerBound, end), min(work.time.upperBound, time.upperBound))
            if from < to { (sum, end) = (sum + (to - from), to) }
        }
        return sum
    }
}
