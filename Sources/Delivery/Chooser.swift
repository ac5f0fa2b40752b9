public import Facilities

/// Decides which items an uplink sends. For samples it decides by quantity, since a sample has only the quantities that were due.
///
/// The decision is a function of the journal alone: it is the same live, in back-fill and after a restart.
public struct Chooser: Sendable {
    /// The choice for facilities without a choice of their own.
    public var usual: Choice
    /// The choices of facilities that differ from `usual`.
    public var own: [Facility.Code: Choice]
    /// Whether entries that are not public are sent.
    public var isPersonal: Bool

    /// Creates a chooser with the choices of the configuration.
    public init(_ usual: Choice = Choice(), own: [Facility.Code: Choice] = [:], isPersonal: Bool = false) {
        (self.usual, self.own, self.isPersonal) = (usual, own, isPersonal)
    }

    /// A hash of all choices in hexadecimal digits, which differs where the choices differ. It is the same in each run.
    public var fingerprint: String {
        let differing = own.filter { $0.value != usual }
        let sorted = differing.sorted { $0.key.description < $1.key.description }
        let words = [usual.text, isPersonal ? "personal" : "public"] + sorted.map { "\($0.key) \($0.value.text)" }
        // FNV-1a: Swift's own hashes differ from run to run.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in words.joined(separator: " ").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    func choice(of code: Facility.Code?) -> Choice {
        guard let code else { return usual }
        return own[code] ?? usual
    }

    /// Returns an item as it is sent; nil where it is not sent.
    ///
    /// - Parameter state: the state of the series before the item; it is updated to the state after it.
    func choose(_ item: Item, after state: inout SeriesState) -> Chosen? {
        switch item {
        case .sample(let kept):
            let omitted = choose(kept, after: &state)
            guard let omitted else { return nil }
            return chosen(item, omitting: omitted, after: &state)
        case .entry(let kept):
            guard kept.content.isPublic || isPersonal else { return nil }
            return chosen(item, after: &state)
        case .aggregate(let kept):
            // An aggregate that could not be read has no columns.
            let isSent =
                !kept.content.columns.isEmpty && choice(of: kept.facility).means.contains(kept.content.interval)
            return isSent ? chosen(item, after: &state) : nil
        }
    }

    private func chosen(_ item: Item, omitting omitted: Set<Quantity> = [], after state: inout SeriesState) -> Chosen {
        defer { state.chosen = item.sequence }
        return Chosen(item, previous: state.chosen, omitted: omitted)
    }

    /// Returns the quantities of a sample that are not sent; nil where none of them is sent.
    private func choose(_ kept: Kept<Sample>, after state: inout SeriesState) -> Set<Quantity>? {
        let choice = choice(of: kept.facility)
        if choice.samples == .all, choice.quantities.isEmpty { return [] }
        let omitted = omitted(kept, after: &state) { reading, last, state in
            let samples = choice.samples(of: reading.quantity)
            return samples.isDue(kept.time, after: last) || samples.isChange(reading, in: state)
        }
        for reading in kept.content.readings where omitted?.contains(reading.quantity) == false {
            guard case .change = choice.samples(of: reading.quantity) else { continue }
            state.values.updateValue(reading.value, forKey: reading.quantity)
        }
        return omitted
    }

    /// Returns the quantities of a sample that are not due; nil where none of them is due.
    ///
    /// - Parameter isDue: decides by a reading, the time of the reading before it, and the state of the series.
    func omitted(
        _ kept: Kept<Sample>, after state: inout SeriesState, _ isDue: (Reading, Timestamp?, SeriesState) -> Bool
    ) -> Set<Quantity>? {
        var omitted: Set<Quantity> = []
        for reading in kept.content.readings {
            if !isDue(reading, state.times[reading.quantity], state) { omitted.insert(reading.quantity) }
        }
        for reading in kept.content.readings { state.times[reading.quantity] = kept.time }
        return omitted.count < kept.content.readings.count ? omitted : nil
    }
}

extension Choice.Samples {
    /// Returns whether a reading is due by its time alone.
    func isDue(_ time: Timestamp, after last: Timestamp?) -> Bool {
        switch self {
        case .all: true
        case .off: false
        case .slots(let length), .change(_, slots: let length): isNewSlot(length, time, after: last)
        }
    }

    /// Returns whether a reading differs enough from the one that was chosen last.
    fileprivate func isChange(_ reading: Reading, in state: SeriesState) -> Bool {
        guard case .change(let least, slots: _) = self, let before = state.values[reading.quantity] else {
            return false
        }
        guard let value = reading.value, let before else { return (reading.value == nil) != (before == nil) }
        return abs(value - before) >= least
    }
}

/// Returns whether a reading is the first of its slot. Slots are counted from 1970.
///
/// - Parameter length: the length of a slot in milliseconds.
func isNewSlot(_ length: Int64, _ time: Timestamp, after last: Timestamp?) -> Bool {
    guard let last else { return true }
    return slot(of: time, length) != slot(of: last, length)
}

private func slot(of time: Timestamp, _ length: Int64) -> Int64 {
    let (quotient, rest) = time.milliseconds.quotientAndRemainder(dividingBy: length)
    return rest < 0 ? quotient - 1 : quotient
}

extension Choice {
    /// The choice in words. Equal choices have equal words.
    fileprivate var text: String {
        let sorted = quantities.sorted { $0.key.rawValue < $1.key.rawValue }
        let ownOfQuantities = sorted.map { "\($0.key.rawValue)=\($0.value)" }
        return "\(samples) \(ownOfQuantities) \(means.map(\.rawValue).sorted())"
    }
}
