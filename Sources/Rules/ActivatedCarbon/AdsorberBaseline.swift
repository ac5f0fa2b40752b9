import Facilities

/// What an adsorber showed in the first hours of operation of its filling, and in those of the best filling before.
struct AdsorberBaseline: Codable, Hashable, Sendable {
    /// Means of the first hours that were seen of this filling; nil before they are over.
    private(set) var first: AdsorberPoint?
    /// When they were over.
    private(set) var end: Timestamp?
    /// The first hours of the earlier filling whose resistance was greatest.
    private(set) var earlier: AdsorberPoint?
    /// Whether the carbon was new in those hours.
    private var isNew = false
    /// Whether the filling is measured again whose carbon was new.
    private var isRepeated = false
    private var mean = AdsorberMean()
    private var run = RunHours()

    /// First hours so much more resistant than the best do not become the best: one filling of fine or wet carbon would let all
    /// later ones look thin.
    private static let most = 1.3

    /// What to compare with: this filling, or the one before while there is nothing of this one.
    var reference: AdsorberPoint? { first ?? earlier }

    /// The first hours of this filling and the best ones before, where both are of new carbon.
    var fillings: (now: AdsorberPoint, before: AdsorberPoint)? {
        guard isNew, let first, let earlier else { return nil }
        return (first, earlier)
    }

    var isComplete: Bool { first != nil }

    /// - Parameters:
    ///   - point: nil while the fan stands or nothing is known.
    ///   - isNew: whether the carbon is still new then.
    ///   - gap: the longest between two readings that counts as operation.
    mutating func add(_ point: AdsorberPoint?, at time: Timestamp, isNew: Bool, span: Duration, gap: Duration) {
        guard first == nil else { return }
        run.update(isRunning: point != nil, at: time, gap: gap)
        guard let point else { return }
        if mean.point == nil { self.isNew = isNew || isRepeated }
        mean.add(point)
        guard run.hours >= span.inHours else { return }
        (first, end) = (mean.point, time)
        (mean, run) = (AdsorberMean(), RunHours())
    }

    /// Begins again with new carbon.
    ///
    /// - Parameter isPart: whether the carbon is a part of the filling that is measured.
    mutating func begin(isPart: Bool) {
        if !isPart, isNew, let first, isBetter(first) { earlier = first }
        self = AdsorberBaseline(earlier: earlier)
    }

    /// Measures the same filling again: as new as it was.
    mutating func measureAgain() {
        let wasNew = isNew
        self = AdsorberBaseline(earlier: earlier)
        isRepeated = wasNew
    }

    private func isBetter(_ point: AdsorberPoint) -> Bool {
        guard let earlier else { return true }
        guard let resistance = AdsorberChange(from: earlier, to: point)?.resistance else { return false }
        return 1...Self.most ~= resistance
    }

    init(earlier: AdsorberPoint? = nil) { self.earlier = earlier }
}

/// The baselines of a facility's adsorbers, one for each pressure sensor.
struct AdsorberBaselines: Codable, Hashable, Sendable {
    private(set) var all = ByDevice<AdsorberBaseline>()
    /// When the newest carbon was filled in.
    private var filled: Timestamp?

    /// What is measured first later than this after a replacement is not the new carbon any more.
    private static let latest = Duration.days(7)

    subscript(device: DeviceID) -> AdsorberBaseline? { all[device] }

    /// Takes an event in.
    ///
    /// - Parameters:
    ///   - installed: when the carbon was filled in by the settings.
    ///   - least: a pressure drop of less, Pa, is none to compare with.
    ///   - span: how many hours of operation count as the first.
    mutating func take(_ seen: Observed, installed: Timestamp?, least: Double, span: Duration) {
        if let installed, installed <= seen.now { begin(at: installed, seen) }
        if let record = seen.record, record.body is CarbonReplacement { begin(at: record.at, seen) }
        for told in seen.told(.pressureDrop) { take(told, seen, least: least, span: span) }
    }

    private mutating func take(_ told: Observed.Told, _ seen: Observed, least: Double, span: Duration) {
        let isNew = filled.map { seen.time - $0 <= Self.latest } ?? false
        all.update(told.device, from: AdsorberBaseline()) { baseline in
            guard !baseline.isComplete else { return }
            var point: AdsorberPoint?
            if seen.fan == true, let value = told.measured(.limits), value.bound == .exact, value.value > least {
                point = AdsorberPoint(pressure: value.value, fan: seen.fanPoint)
            }
            baseline.add(
                point, at: seen.time, isNew: isNew, span: span, gap: .ofRunning(period: told.channel.period))
        }
    }

    /// Does nothing for carbon that is known already, or older than the newest.
    private mutating func begin(at time: Timestamp, _ seen: Observed) {
        guard filled.map({ $0 < time }) ?? true else { return }
        let isPart = filled.map { seen.day($0) == seen.day(time) } ?? false
        filled = time
        all.updateAll { $0.begin(isPart: isPart) }
    }

    /// Measures a filling again, of which somebody says that it was put right.
    mutating func measureAgain(_ device: DeviceID) {
        all[device]?.measureAgain()
    }
}

extension Limit {
    /// How many hours of operation after a replacement are the measure for later ones.
    static let baselineHours = ownDefault("baselineHours", 8, .hour, in: 1...200)
}
