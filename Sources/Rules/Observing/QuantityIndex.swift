import Facilities

/// Where in a list the items of each quantity are. Several rules ask for it at every event, and mostly for what is not
/// there: a table of hash values that cost less than those of a dictionary answers that at once.
struct QuantityIndex: Sendable {
    /// Each quantity once, with its places in their order.
    private var items: [(quantity: Quantity, places: [Int])] = []
    /// Item numbers, each at the first slot from its quantity's own that was free; at least half of them are free, with -1.
    private var slots = [-1, -1]

    init() {}

    init(_ quantities: some Sequence<Quantity>) {
        for (place, quantity) in quantities.enumerated() { add(quantity, at: place) }
    }

    /// The places of a quantity, in their order; nil if there are none.
    func places(of quantity: Quantity) -> [Int]? {
        let item = slots[slot(of: quantity)]
        return item < 0 ? nil : items[item].places
    }

    func contains(_ quantity: Quantity) -> Bool { slots[slot(of: quantity)] >= 0 }

    /// Adds a place, which is behind all others.
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

    /// The slot that has the quantity's item, or the free one where it would be.
    private func slot(of quantity: Quantity) -> Int {
        var slot = Self.hash(quantity) & (slots.count - 1)
        while slots[slot] >= 0, items[slots[slot]].quantity != quantity { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// By the length and three bytes of the name, of which names of one profile differ in one at least, mostly.
    private static func hash(_ quantity: Quantity) -> Int {
        let name = quantity.rawValue.utf8
        let hash = name.withContiguousStorageIfAvailable { name in
            guard let first = name.first, let last = name.last else { return 0 }
            return (Int(first) &* 31 &+ Int(name[name.count / 2])) &* 31 &+ Int(last)
        }
        return (hash ?? 0) &* 31 &+ name.count
    }
}
