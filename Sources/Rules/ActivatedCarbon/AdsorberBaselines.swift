import Facilities

/// The baselines of a facility's adsorbers, one for each pressure sensor.
struct AdsorberBaselines: Codable, Hashable, Sendable {
    private(set) var all = ByDevice<AdsorberBaseline>()
    /// The time at which the newest carbon was filled in; nil where nobody knows.
    private var filled: Timestamp?

    /// The longest time after a replacement at which a first measurement still counts as one of new carbon.
    private static let latest = Duration.days(7)

    subscript(device: DeviceID) -> AdsorberBaseline? { all[device] }

    /// Takes an event in.
    ///
    /// - Parameters:
    ///   - installed: The time at which the carbon was filled in by the settings.
    ///   - least: The least pressure drop, Pa, that is compared at all.
    ///   - span: The hours of operation that count as the first.
    mutating func take(_ seen: Observed, installed: Timestamp?, least: Double, span: Duration) {
        if let installed, installed <= seen.now { begin(at: installed, seen) }
        if let record = seen.record, record.body is CarbonReplacement { begin(at: record.at, seen) }
        for new in seen.newReadings(of: .pressureDrop) { take(new, seen, least: least, span: span) }
    }

    private mutating func take(_ new: Observed.NewReading, _ seen: Observed, least: Double, span: Duration) {
        let isNew = isNew(at: seen.time)
        all.update(new.device, from: AdsorberBaseline()) { baseline in
            guard !baseline.isComplete else { return }
            var point: AdsorberPoint?
            if seen.fan == true, let value = new.measured(.limits), value.bound == .exact, value.value > least {
                point = AdsorberPoint(pressure: value.value, fan: seen.fanPoint)
            }
            baseline.add(
                point, at: seen.time, isNew: isNew, span: span, gap: .ofRunning(period: new.channel.period))
        }
    }

    /// Whether the carbon still counts as new at a time.
    private func isNew(at time: Timestamp) -> Bool {
        guard let filled else { return false }
        return time - filled <= Self.latest
    }

    /// Starts over with carbon that was filled in at a time. Does nothing where that carbon is known already, or is
    /// older than the newest.
    private mutating func begin(at time: Timestamp, _ seen: Observed) {
        var isPart = false
        if let filled {
            guard filled < time else { return }
            isPart = seen.day(filled) == seen.day(time)
        }
        filled = time
        all.updateAll { $0.begin(isPart: isPart) }
    }

    /// Measures a filling again after a person reported that its fault was repaired.
    mutating func measureAgain(_ device: DeviceID) {
        all[device]?.measureAgain()
    }
}

extension Limit {
    /// The hours of operation after a replacement that later hours are compared with.
    static let baselineHours = ownDefault("baselineHours", 8, .hour, in: 1...200)
}
