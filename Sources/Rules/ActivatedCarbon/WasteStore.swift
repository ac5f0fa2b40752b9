import Facilities

/// Spent carbon put into the store, and what was taken away. The records may come in any order.
struct WasteStore: Codable, Hashable, Sendable {
    struct Lot: Codable, Hashable, Sendable {
        var day: Day
        /// kg; nil if nobody weighed it.
        var mass: Double?
        /// Whether it left with a manifest at once.
        var left: Bool
    }

    private struct Transfer: Codable, Hashable {
        var day: Day
        var mass: Double
    }

    private var lots: [Lot] = []
    private var transfers: [Transfer] = []

    /// Several replacements and transfers a year for longer than a ledger is kept.
    private static let most = 60

    mutating func take(_ record: Record, utcOffset: Int) {
        let day = record.at.day(utcOffset: utcOffset)
        switch record.body {
        case .replacement(let replacement): add(replacement, day)
        case .wasteTransfer(let transfer):
            transfers.append(Transfer(day: day, mass: transfer.mass))
            transfers = transfers.sorted { $0.day < $1.day }.suffix(Self.most)
        default: break
        }
    }

    /// A second record of the same day completes the first.
    private mutating func add(_ replacement: CarbonReplacement, _ day: Day) {
        let old = lots.first { $0.day == day }
        let left = !(replacement.manifest ?? "").isBlank || old?.left ?? false
        lots.removeAll { $0.day == day }
        lots.append(Lot(day: day, mass: replacement.spentMass ?? old?.mass, left: left))
        lots = lots.sorted { $0.day < $1.day }.suffix(Self.most)
    }

    /// What is still there, the oldest first.
    ///
    /// - Parameter tolerance: the share of a lot's mass that may be missing in the end.
    func remaining(tolerance: Double) -> [Lot] {
        var stored = lots.filter { !$0.left && $0.mass != 0 }
        for transfer in transfers {
            var mass = transfer.mass
            for index in stored.indices where stored[index].day <= transfer.day { stored[index].give(&mass) }
        }
        let whole = Dictionary(uniqueKeysWithValues: lots.map { ($0.day, $0.mass ?? 0) })
        return stored.filter { lot in lot.mass.map { $0 > (whole[lot.day] ?? 0) * tolerance } ?? true }
    }
}

extension WasteStore.Lot {
    /// Gives of its mass what a transfer can still take.
    fileprivate mutating func give(_ mass: inout Double) {
        let taken = min(self.mass ?? 0, mass)
        self.mass = (self.mass ?? 0) - taken
        mass -= taken
    }
}
