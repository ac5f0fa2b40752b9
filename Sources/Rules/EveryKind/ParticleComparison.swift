import Facilities

/// Hourly means of particulate matter, each compared with the next coarser one that is measured at the same point: TSP
/// contains PM10, and PM10 contains PM2.5.
struct ParticleComparison: Codable, Hashable, Sendable {
    /// A finer quantity whose mean exceeds that of the coarser one.
    struct Excess: Codable, Hashable, Sendable {
        var finer: Channel.ID
        var coarser: Quantity
        /// The first hour of the excess.
        var since: Timestamp
        /// The mean of the finer one in the newest such hour, µg/m³.
        var fine: Double
        /// The mean of the coarser one in that hour, µg/m³.
        var coarse: Double
    }

    private(set) var excesses: [Excess] = []
    private var tsp = ByDevice<MeanOverLimit>()
    private var pm10 = ByDevice<MeanOverLimit>()
    private var pm25 = ByDevice<MeanOverLimit>()

    /// The difference that two field sensors may have at little dust, µg/m³ (our own).
    private static let least = 20.0

    /// Takes a sample in, and compares the hours that it completes.
    ///
    /// - Parameter tolerance: how much more the finer one may be, in per cent.
    mutating func take(_ seen: Observed, tolerance: Double) {
        var isComplete = false
        for new in seen.newReadings(where: { Self.means(of: $0) != nil }) {
            guard let means = Self.means(of: new.reading.quantity) else { continue }
            // A value at the end of the range cannot be compared.
            let value = new.measured(.limits)?.exact
            let result = self[keyPath: means].update(new.device, from: MeanOverLimit()) {
                $0.add(value, at: seen.time, length: .hours(1), period: new.channel.period)
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
            // The channels are of these two quantities.
            let coarser: [Quantity] = known.quantity == .pm25 ? [.pm10, .tsp] : [.tsp]
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
    /// Returns the channel that measures another quantity at the same point: that of the same device, or the only one
    /// of the facility at the same place as the only one of the other.
    fileprivate func partner(of known: ObservedChannel, _ quantity: Quantity) -> ObservedChannel? {
        if let same = channel(known.device, quantity) { return same }
        let others = channels(of: quantity)
        guard others.count == 1, channels(of: known.quantity).count == 1,
            others[0].channel.place == known.channel.place
        else { return nil }
        return others[0]
    }
}
