public import Facilities

/// Finds doubts that a single answer does not show: a status of the device, a sensor that is warming up, one that no
/// longer changes, and one that changes too fast.
public struct ReadingChecks: Sendable {
    private var statuses: [StatusWatch]
    private var watches: [Quantity: ChangeWatch] = [:]
    private let warmUp: Duration
    private var returned: Timestamp?

    /// Starts the checks for a device, with no status known yet.
    public init(_ profile: DeviceProfile) {
        warmUp = profile.warmUp
        let quantities = Dictionary(uniqueKeysWithValues: profile.points.map { ($0.name, $0.quantity) })
        statuses = profile.status.compactMap { StatusWatch($0, quantities) }
        for point in profile.points where point.stuckAfter != nil || point.maxRate != nil {
            watches[point.quantity] = ChangeWatch(stuckAfter: point.stuckAfter, maxRate: point.maxRate)
        }
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
        for index in statuses.indices { statuses[index].note(readings) }
        let warming: Quality = isWarming(at: time) ? .uncertain(.warmingUp) : .good
        return readings.map { reading in
            let told = statuses.reduce(warming) { $0.combined(with: $1.quality(of: reading.quantity)) }
            let change = watches[reading.quantity]?.doubt(told.isBad ? nil : reading.value, at: time)
            return reading.marked(told).marked(change.map(Quality.uncertain) ?? .good)
        }
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
    private let qualifies: Set<Quantity>
    private var current: Quality

    /// Starts to follow a status; nil if the profile does not have its point.
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
