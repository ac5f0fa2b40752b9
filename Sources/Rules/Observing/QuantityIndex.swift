import Facilities

/// The positions of each quantity in a list. Several rules need them at every event, mostly for absent quantities: the
/// numbers of quantities are cheaper than the hash values of a dictionary, and give that answer at once.
struct QuantityIndex: Sendable {
    /// Each quantity once, with its positions in order.
    private var items: [(quantity: Quantity, places: [Int])] = []
    /// The item numbers, each at the first free slot from its quantity's own; at least half of the slots are free, with
    /// -1.
    private var slots = [-1, -1]

    init() {}

    init(_ quantities: some Sequence<Quantity>) {
        for (place, quantity) in quantities.enumerated() { add(quantity, at: place) }
    }

    /// Returns the positions of a quantity, in order; nil if there are none.
    func places(of quantity: Quantity) -> [Int]? {
        let item = slots[slot(of: quantity)]
        return item < 0 ? nil : items[item].places
    }

    func contains(_ quantity: Quantity) -> Bool { slots[slot(of: quantity)] >= 0 }

    /// Adds a position, which is after all others.
    mutating func add(_ quantity: Quantity, at place: Int) {
        let slot = slot(of: quantity)
        guard slots[slot] < 0 else { return items[slots[slot]].places.append(place) }
        slots[slot] = items.count
        items.append((quantity, [place]))
        if items.count * 2 > slots.count { spread() }
    }

    /// Doubles the slots.
    private mutating func spread() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, item) in items.enumerated() { slots[slot(of: item.quantity)] = number }
    }

    /// Returns the slot of the quantity's item, or the free one where it would be.
    private func slot(of quantity: Quantity) -> Int {
        var slot = Int(quantity.number) & (slots.count - 1)
        while slots[slot] >= 0, items[slots[slot]].quantity != quantity { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}
