import Delivery
import Facilities
import HJ212
import Synchronization

/// Turns means of the journal into the packets that they belong to.
final class PlatformPacker: Sendable {
    private let stations: [Facility.Code: String]
    /// A platform may set it.
    private let minutesOfMean: Mutex<Int>

    init(_ stations: [PlatformStation], minutes: Int) {
        let pairs = stations.flatMap { station in station.facilities.map { ($0, station.number) } }
        self.stations = Dictionary(pairs) { first, _ in first }
        minutesOfMean = Mutex(minutes)
    }

    /// Minutes of a mean.
    var minutes: Int {
        get { minutesOfMean.withLock(\.self) }
        set { minutesOfMean.withLock { $0 = newValue } }
    }

    /// One message a packet; items that belong to none have none. What a packet says is read when it is sent.
    func parcels(_ items: [Chosen]) -> [Parcel] {
        var parcels: [Parcel] = []
        var indices: [PlatformKey: Int] = [:]
        for chosen in items {
            guard let key = key(of: chosen) else { continue }
            if let index = indices[key] {
                parcels[index].items.append(chosen)
            } else {
                indices[key] = parcels.count
                parcels.append(Parcel(size: 0, stream: chosen.item.stream, items: [chosen]))
            }
        }
        return parcels
    }

    /// Returns the packets that items belong to now: several, if the platform has set shorter means since they were put
    /// together.
    func keys(of items: [Chosen]) -> [PlatformKey] {
        var keys: [PlatformKey] = []
        for case let key? in items.map(key) where !keys.contains(key) { keys.append(key) }
        return keys
    }

    private func key(of chosen: Chosen) -> PlatformKey? {
        guard case .aggregate(let kept) = chosen.item, let station = stations[kept.facility] else { return nil }
        let mean = kept.content
        let interval: Report.Interval
        var (start, length) = (mean.start, Duration.minutes(mean.interval.minutes))
        switch mean.interval {
        case .minute:
            length = .minutes(minutes)
            (interval, start) = (.minute, mean.start.start(ofInterval: length))
        case .hour: interval = .hour
        case .day: interval = .day
        case .quarter: return nil
        }
        return PlatformKey(station: station, interval: interval, time: start..<start + length)
    }
}

extension Chooser {
    /// Returns the choice of the items from which packets of means are made.
    static func platform(_ stations: [PlatformStation]) -> Chooser {
        let nothing = Choice(samples: .off, means: [])
        let means = Choice(samples: .off, means: [.minute, .hour, .day])
        let codes = stations.flatMap(\.facilities)
        return Chooser(nothing, own: Dictionary(codes.map { ($0, means) }) { first, _ in first })
    }
}
