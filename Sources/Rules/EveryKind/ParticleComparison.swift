import Facilities

/// Hourly means of particulate matter, each compared with the next coarser one that is measured at the same point: TSP
/// contains PM10, and PM10 contains PM2.5.
struct ParticleComparison: Codable, Hashable, Sendable {
    /// A finer one that is more than what contains it.
    struct Excess: Codable, Hashable, Sendable {
        var finer: Channel.ID
        var coarser: Quantity
        /// The first hour of which it is so.
        var since: Timestamp
        /// Means of the newest such hour, µg/m³.
        var fine: Double
        var coarse: Double
    }

    private(set) var excesses: [Excess] = []
    private var tsp = ByDevice<MeanOverLimit>()
    private var pm10 = ByDevice<MeanOverLimit>()
    private var pm25 = ByDevice<MeanOverLimit>()

    /// By so much, in µg/m³, two sensors of the field may differ at little dust (our own).
    private static let least = 20.0

    /// Takes a sample in, and compares the hours that it completes.
    ///
    /// - Parameter tolerance: how much more the finer one may be, in per cent.
    mutating func take(_ seen: Observed, tolerance: Double) {
        var isComplete = false
        for told in seen.told(where: { Self.means(of: $0) != nil }) {
            guard let means = Self.means(of: told.reading.quantity) else { continue }
            // The end of a range is no figure to compare.
            let value = told.measured(.limits).flatMap { $0.bound == .exact ? $0 : nil }
            let result = self[keyPath: means].update(told.device, from: MeanOverLimit()) {
                $0.add(value, at: seen.time, length: .hours(1), period: told.channel.period)
            }
            isComplete = isComplete || result != nil
        }
        if isComplete { compare(seen, share: 1 + tolerance / 100) }
    }

    private static func means(of quantity: Quantity) -> WritableKeyPath<Self, ByDevice<MeanOverLimit>>? {
        switch quantity {
        case .tsp: \.tsp
        case .pm10: \.pm10
        case .pm25: \.pm25
        default: nil
        }
    }

    private mutating func compare(_ seen: Observed, share: Double) {
        for known in seen.channels(of: .pm10, .pm25) {
            let coarser: [Quantity] = known.quantity == .pm25 ? [.pm10, .tsp] : known.quantity == .pm10 ? [.tsp] : []
            guard let coarse = coarser.lazy.compactMap({ seen.partner(of: known, $0) }).first,
                let mean = last(known.id), let whole = last(coarse.id), mean.start == whole.start
            else { continue }
            let before = excesses.first { $0.finer == known.id }
            excesses.removeAll { $0.finer == known.id }
            guard mean.mean > (whole.mean * share).settled, (mean.mean - whole.mean).settled > Self.least else {
                continue
            }
            excesses.append(
                Excess(
                    finer: known.id, coarser: coarse.quantity, since: before?.since ?? mean.start, fine: mean.mean,
                    coarse: whole.mean))
        }
    }

    private func last(_ channel: Channel.ID) -> IntervalMean.Result? {
        Self.means(of: channel.quantity).flatMap { self[keyPath: $0][channel.device]?.last }
    }
}

extension Observed {
    /// The channel that measures another quantity at the same point: of the same device, or the only one of the facility beside
    /// the only one of the other, at one place.
    fileprivate func partner(of known: ObservedChannel, _ quantity: Quantity) -> ObservedChannel? {
        if let same = channel(known.device, quantity) { return same }
        let others = channels(of: quantity)
        guard others.count == 1, channels(of: known.quantity).count == 1,
            others[0].channel.place == known.channel.place
        else { return nil }
        return others[0]
    }
}
