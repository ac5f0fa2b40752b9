import Facilities

/// The state of an adsorber in the first hours of operation of its filling, and in those of the best filling before.
struct AdsorberBaseline: Codable, Hashable, Sendable {
    /// The means of the first hours of this filling; nil before these hours are over.
    private(set) var first: AdsorberPoint?
    /// The time at which these hours ended; nil before that.
    private(set) var end: Timestamp?
    /// The first hours of the earlier filling whose resistance was greatest; nil where none was measured.
    private(set) var earlier: AdsorberPoint?
    /// Whether the carbon was new in those hours.
    private var isNew = false
    /// Whether a filling whose carbon was new is measured again.
    private var isRepeated = false
    private var mean = AdsorberMean()
    private var run = RunHours()

    /// The greatest resistance, as a multiple of the best one, with which a filling still becomes the best: a filling
    /// of fine or wet carbon would otherwise make all later ones look thin.
    private static let most = 1.3

    /// The point to compare with: of this filling, or of the one before while this one has none yet.
    var reference: AdsorberPoint? { first ?? earlier }

    /// The first hours of this filling and the best ones before; nil unless both are of new carbon.
    var fillings: (now: AdsorberPoint, before: AdsorberPoint)? {
        guard isNew, let first, let earlier else { return nil }
        return (first, earlier)
    }

    /// Whether the first hours of this filling are over.
    var isComplete: Bool { first != nil }

    /// Takes in one reading of the first hours.
    ///
    /// - Parameters:
    ///   - point: The means at that time; nil while the fan stands or nothing is known.
    ///   - isNew: Whether the carbon is still new then.
    ///   - span: The hours of operation that count as the first.
    ///   - gap: The longest time between two readings that counts as operation.
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

    /// Starts over with new carbon.
    ///
    /// - Parameter isPart: Whether the carbon is a part of the filling that is being measured.
    mutating func begin(isPart: Bool) {
        if !isPart, isNew, let first, isBetter(first) { earlier = first }
        self = AdsorberBaseline(earlier: earlier)
    }

    /// Measures the same filling again, as new as it was.
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
