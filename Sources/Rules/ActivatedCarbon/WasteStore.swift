import Facilities

/// The spent carbon that was put into the store, and the transfers out of it. The records may come in any order.
struct WasteStore: Codable, Hashable, Sendable {
    struct Lot: Codable, Hashable, Sendable {
        var day: Day
        /// The mass, kg; nil where nobody weighed it.
        var mass: Double?
        /// Whether it left with a manifest at once.
        var left: Bool
    }

    fileprivate struct Transfer: Codable, Hashable {
        var day: Day
        var mass: Double
    }

    /// Two transfers under one manifest number.
    struct Clash: Hashable, Sendable {
        var number: String
        var first: Timestamp
        var second: Timestamp
    }

    /// The lots that 0.1.0 remembered.
    private var lots: [Lot] = []
    private var transfers: [Transfer] = []
    private(set) var replaced = Entered<CarbonReplacement>()
    private(set) var taken = Entered<WasteTransfer>()

    /// Several replacements and transfers a year for longer than a ledger is kept.
    private static let most = 60

    init() {}

    mutating func take(_ record: Record, utcOffset: Int) {
        switch record.body {
        case let replacement as CarbonReplacement:
            replaced.take(replacement, at: record.at, most: Self.most, utcOffset: utcOffset)
        case let transfer as WasteTransfer:
            taken.take(transfer, at: record.at, most: Self.most, utcOffset: utcOffset)
        default: break
        }
    }

    /// Returns the spent carbon of each day. Parts of one day add up; a lot under the manifest number of another day's
    /// waste has not left.
    private func lots(utcOffset: Int) -> [Lot] {
        let reused = Set(clashes(utcOffset: utcOffset).map { Key(number: $0.number, at: $0.second) })
        var days: [Day: Lot] = [:]
        for one in replaced.all {
            let day = one.at.day(utcOffset: utcOffset)
            var left = false
            if let number = one.body.manifest, !number.isBlank {
                left = !reused.contains(Key(number: number, at: one.at))
            }
            guard let old = days[day] else {
                days[day] = Lot(day: day, mass: one.body.spentMass, left: left)
                continue
            }
            let mass = sum(old.mass, one.body.spentMass)
            days[day] = Lot(day: day, mass: mass, left: old.left || left)
        }
        for old in lots {
            guard let new = days[old.day] else {
                days[old.day] = old
                continue
            }
            days[old.day] = Lot(day: old.day, mass: new.mass ?? old.mass, left: new.left || old.left)
        }
        return days.values.sorted { $0.day < $1.day }
    }

    /// Returns the sum of two masses; nil where both are unknown.
    private func sum(_ first: Double?, _ second: Double?) -> Double? {
        guard let first else { return second?.settled }
        return (first + (second ?? 0)).settled
    }

    /// Whether all spent carbon on record was weighed; nil where none is on record.
    func isWeighed(utcOffset: Int) -> Bool? {
        let lots = lots(utcOffset: utcOffset)
        guard !lots.isEmpty else { return nil }
        return lots.allSatisfy { $0.mass != nil }
    }

    private struct Key: Hashable {
        var number: String
        var at: Timestamp
    }

    /// Returns the manifest numbers that stand on two transfers which are not the same. Spent carbon and the transfer
    /// by which it left count as one, and so do the parts of one day's replacement.
    func clashes(utcOffset: Int) -> [Clash] {
        clashes(of: taken.all) { _, _ in true }
            + clashes(of: replaced.all) { $0.at.day(utcOffset: utcOffset) != $1.at.day(utcOffset: utcOffset) }
    }

    private func clashes<Body: Accounted>(
        of all: [Entered<Body>.One], where differ: (Entered<Body>.One, Entered<Body>.One) -> Bool
    ) -> [Clash] {
        var (first, clashes): ([String: Entered<Body>.One], [Clash]) = ([:], [])
        for one in all {
            guard let number = one.body.manifestNumber, !number.isBlank else { continue }
            guard let before = first[number] else {
                first[number] = one
                continue
            }
            if differ(before, one) { clashes.append(Clash(number: number, first: before.at, second: one.at)) }
        }
        return clashes
    }

    /// Returns the lots that are still in store, the oldest first. A transfer under a number that was used before
    /// removes nothing.
    ///
    /// - Parameter tolerance: The share of a lot's mass that may be missing in the end, 0 to 1.
    func remaining(tolerance: Double, utcOffset: Int) -> [Lot] {
        let lots = lots(utcOffset: utcOffset)
        var stored = lots.filter { !$0.left && $0.mass != 0 }
        for transfer in counted(utcOffset: utcOffset) {
            var mass = transfer.mass
            for index in stored.indices where stored[index].day <= transfer.day { stored[index].give(&mass) }
        }
        let whole = Dictionary(lots.map { ($0.day, $0.mass ?? 0) }) { first, _ in first }
        return stored.filter { lot in
            guard let mass = lot.mass else { return true }
            return mass > (whole[lot.day] ?? 0) * tolerance
        }
    }

    private func counted(utcOffset: Int) -> [Transfer] {
        let reused = Set(clashes(of: taken.all) { _, _ in true }.map { Key(number: $0.number, at: $0.second) })
        let recorded = taken.all.filter { !reused.contains(Key(number: $0.body.manifest, at: $0.at)) }
            .map { Transfer(day: $0.at.day(utcOffset: utcOffset), mass: $0.body.mass) }
        return (transfers + recorded).sorted { $0.day < $1.day }
    }
}

extension WasteStore {
    /// What 0.1.0 remembered, by day.
    struct Form0: Decodable {
        fileprivate var lots: [Lot]
        fileprivate var transfers: [Transfer]
    }

    init(_ old: Form0) { (lots, transfers) = (old.lots, old.transfers) }
}

extension WasteStore.Lot {
    /// Subtracts from its mass what a transfer can still take.
    fileprivate mutating func give(_ mass: inout Double) {
        let taken = min(self.mass ?? 0, mass)
        self.mass = (self.mass ?? 0) - taken
        mass -= taken
    }
}
