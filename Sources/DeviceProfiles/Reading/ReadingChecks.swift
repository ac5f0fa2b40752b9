public import Facilities

/// Finds doubts that a single answer does not show: a status of the device, a sensor that is warming up, one that no
/// longer changes, and one that changes too fast.
public struct ReadingChecks: Sendable {
    /// A point of the profile, and the checks of its readings.
    private struct Checked {
        let quantity: Quantity
        var watch: ChangeWatch?
        /// The indices of the statuses that qualify it.
        let statuses: [Int]
    }

    private var statuses: [StatusWatch]
    /// The points; none if no reading of a device that is not warming up can be in doubt.
    private var points: [Checked]
    private let warmUp: Duration
    private var returned: Timestamp?

    /// Starts the checks for a device, with no status known yet.
    public init(_ profile: DeviceProfile) {
        warmUp = profile.warmUp
        let quantities = Dictionary(uniqueKeysWithValues: profile.points.map { ($0.name, $0.quantity) })
        let statuses = profile.status.compactMap { StatusWatch($0, quantities) }
        let points = profile.points.map { point in
            let isWatched = point.stuckAfter != nil || point.maxRate != nil
            return Checked(
                quantity: point.quantity,
                watch: isWatched ? ChangeWatch(stuckAfter: point.stuckAfter, maxRate: point.maxRate) : nil,
                statuses: statuses.indices.filter { statuses[$0].qualifies.contains(point.quantity) })
        }
        self.statuses = statuses
        self.points = points.allSatisfy { $0.watch == nil && $0.statuses.isEmpty } ? [] : points
    }

    /// Notes that the device answers again after it was lost. It may have been switched off: it warms up again, and its
    /// earlier status no longer counts.
    public mutating func deviceReturned(at time: Timestamp) {
        returned = time
        for index in statuses.indices { statuses[index].forget() }
    }

    /// Returns the same readings, with those in doubt made uncertain, and those for which the status leaves no value
    /// made bad. A reading that is already in doubt is checked like the others: it retains its bound, and of two
    /// reasons the graver one applies.
    ///
    /// - Parameters:
    ///   - readings: all readings of one poll, so that a status applies to the values that were read with it.
    ///   - time: the time of the answers. Readings of one quantity must come in the order of time.
    public mutating func check(_ readings: [Reading], at time: Timestamp) -> [Reading] {
        let warming: Quality = isWarming(at: time) ? .uncertain(.warmingUp) : .good
        if points.isEmpty, warming == .good { return readings }
        for index in statuses.indices { statuses[index].note(readings) }
        var checked = readings
        var next = 0
        for place in checked.indices {
            let index = index(of: checked[place].quantity, near: next)
            next = index + 1
            checked[place] = check(checked[place], index, warming, at: time)
        }
        return checked
    }

    /// Returns the index of a quantity's point.
    ///
    /// - Parameter likely: the index to look at first: the readings mostly come in the order of the points.
    private func index(of quantity: Quantity, near likely: Int) -> Int {
        if likely < points.count, points[likely].quantity == quantity { return likely }
        return points.firstIndex { $0.quantity == quantity } ?? points.count
    }

    private mutating func check(_ reading: Reading, _ index: Int, _ warming: Quality, at time: Timestamp) -> Reading {
        guard index < points.count else { return reading.marked(warming) }
        var told = warming
        for status in points[index].statuses { told = told.combined(with: statuses[status].current) }
        let change = points[index].watch?.doubt(told.isBad ? nil : reading.value, at: time)
        return reading.marked(told).marked(change.map(Quality.uncertain) ?? .good)
    }

    /// Returns whether the device is warming up. Setting the clock back ends the warm-up.
    private func isWarming(at time: Timestamp) -> Bool {
        guard let returned else { return false }
        return time >= returned && time - returned < warmUp
    }
}

/// The last known value of a status.
private struct StatusWatch {
    private let word: StatusWord
    private let source: Quantity
    /// The quantities of the points that it qualifies.
    let qualifies: Set<Quantity>
    /// The quality that it gives these points now.
    private(set) var current: Quality

    /// Starts to follow a status; nil if the profile does not have its point.
    init?(_ word: StatusWord, _ quantities: [String: Quantity]) {
        guard let source = quantities[word.point] else { return nil }
        self.word = word
        self.source = source
        qualifies = Set(word.qualifies.compactMap { quantities[$0] })
        current = word.quality(nil)
    }

    mutating func forget() {
        current = word.quality(nil)
    }

    /// Notes the value of the status. If the status was not received, the last one remains valid.
    mutating func note(_ readings: [Reading]) {
        guard let reading = readings.first(where: { $0.quantity == source }) else { return }
        switch reading.quality {
        case .bad(.noAnswer), .bad(.exception), .bad(.busError): break
        case .good: current = word.quality(reading.value)
        case .uncertain, .bad: current = word.quality(nil)
        }
    }
}
