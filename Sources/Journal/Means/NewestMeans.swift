import Facilities

/// The newest mean of each interval, among stored means in any order.
///
/// Where the clock was corrected, means that are longer than a minute begin at other times than the true intervals, until those of the
/// true intervals are computed again from the minutes, which then replace them.
struct NewestMeans {
    private struct Place: Hashable {
        var device: DeviceID
        var start: Timestamp

        init(_ aggregate: Aggregate) { (device, start) = (aggregate.device, aggregate.start) }
    }

    private var newest: [Place: Kept<Aggregate>] = [:]
    private var moved: [Kept<Aggregate>] = []

    /// Takes a mean whose interval begins at a true time.
    mutating func take(_ kept: Kept<Aggregate>) {
        let place = Place(kept.content)
        if let known = newest[place], known.sequence >= kept.sequence { return }
        newest[place] = kept
    }

    /// Takes a mean that the correction of the clock has moved.
    mutating func takeMoved(_ kept: Kept<Aggregate>) { moved.append(kept) }

    /// The newest means in order of time and device. A moved mean counts where no other mean overlaps it.
    var all: [Kept<Aggregate>] {
        var all = newest
        let unmoved = Dictionary(grouping: newest.values, by: \.content.device)
        for kept in moved {
            let others = unmoved[kept.content.device] ?? []
            guard !others.contains(where: { $0.content.overlaps(kept.content) }) else { continue }
            all[Place(kept.content)] = kept
        }
        return all.values.sorted {
            ($0.content.start, $0.content.device.description) < ($1.content.start, $1.content.device.description)
        }
    }
}
