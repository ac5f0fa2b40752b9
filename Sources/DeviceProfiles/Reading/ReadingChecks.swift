public import Facilities

/// Doubts that one answer alone does not show: what the device's status says, a sensor that warms up, one that no longer
/// moves, and one that moves too fast.
public struct ReadingChecks: Sendable {
    private var statuses: [StatusWatch]
    private var watches: [Quantity: ChangeWatch] = [:]
    private let warmUp: Duration
    private var returned: Timestamp?

    public init(_ profile: DeviceProfile) {
        warmUp = profile.warmUp
        let quantities = Dictionary(uniqueKeysWithValues: profile.points.map { ($0.name, $0.quantity) })
        statuses = profile.status.compactMap { StatusWatch($0, quantities) }
        for point in profile.points where point.stuckAfter != nil || point.maxRate != nil {
            watches[point.quantity] = ChangeWatch(stuckAfter: point.stuckAfter, maxRate: point.maxRate)
        }
    }

    /// The device answers again after it was lost: it may have been switched off, so that it warms up again, and what its
    /// status was no longer counts.
    public mutating func deviceReturned(at time: Timestamp) {
        returned = time
        for index in statuses.indices { statuses[index].forget() }
    }

    /// The same readings, those in doubt made uncertain, and those bad that the device's status leaves no value. What was
    /// in doubt already is checked like the rest: it keeps its bound, and of two reasons the graver.
    ///
    /// - Parameters:
    ///   - readings: all of one turn, so that a status counts for what was read with it.
    ///   - time: when they were answered. Readings of one quantity must come in the order of time.
    public mutating func check(_ readings: [Reading], at time: Timestamp) -> [Reading] {
        for index in statuses.indices { statuses[index].note(readings) }
        let warming: Quality = isWarming(at: time) ? .uncertain(.warmingUp) : .good
        return readings.map { reading in
            let told = statuses.reduce(warming) { $0.combined(with: $1.quality(of: reading.quantity)) }
            let change = watches[reading.quantity]?.doubt(told.isBad ? nil : reading.value, at: time)
            return reading.marked(told).marked(change.map(Quality.uncertain) ?? .good)
        }
    }

    /// A clock that was set back ends it.
    private func isWarming(at time: Timestamp) -> Bool {
        guard let returned else { return false }
        return time >= returned && time - returned < warmUp
    }
}

/// The last that was heard of a status.
private struct StatusWatch {
    private let word: StatusWord
    private let source: Quantity
    private let qualifies: Set<Quantity>
    private var current: Quality

    /// Nil if the profile does not have its point.
    init?(_ word: StatusWord, _ quantities: [String: Quantity]) {
        guard let source = quantities[word.point] else { return nil }
        self.word = word
        self.source = source
        qualifies = Set(word.qualifies.compactMap { quantities[$0] })
        current = word.quality(nil)
    }

    func quality(of quantity: Quantity) -> Quality { qualifies.contains(quantity) ? current : .good }

    mutating func forget() {
        current = word.quality(nil)
    }

    /// That the status did not come is no news: the last one counts.
    mutating func note(_ readings: [Reading]) {
        guard let reading = readings.first(where: { $0.quantity == source }) else { return }
        switch reading.quality {
        case .bad(.noAnswer), .bad(.exception), .bad(.busError): break
        case .good: current = word.quality(reading.value)
        case .uncertain, .bad: current = word.quality(nil)
        }
    }
}
