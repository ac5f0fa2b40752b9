import Facilities

/// The channels of a facility in their order, with an index by quantity, so that an event need not search all of them.
struct ObservedChannels: Hashable, Sendable {
    private var all: [ObservedChannel]
    private var index: QuantityIndex

    init(_ channels: [ObservedChannel] = []) {
        all = channels
        index = QuantityIndex(channels.lazy.map(\.quantity))
    }

    /// Compares the channels; the index follows from them.
    static func == (left: Self, right: Self) -> Bool { left.all == right.all }

    func hash(into hasher: inout Hasher) { all.hash(into: &hasher) }

    mutating func append(_ channel: ObservedChannel) {
        index.add(channel.quantity, at: all.count)
        all.append(channel)
    }

    mutating func removeAll(where isRemoved: (ObservedChannel) -> Bool) {
        self = Self(all.filter { !isRemoved($0) })
    }

    /// Takes in a reading of the channel at an index. Returns whether limits may be judged by it.
    ///
    /// - Parameter isDeclared: Whether the configuration gives the period.
    mutating func take(_ reading: Reading, _ place: Int, at time: Timestamp, isDeclared: Bool) -> Bool {
        all[place].take(reading, at: time, isDeclared: isDeclared)
    }

    // MARK: Measured quantities

    func measures(_ quantity: Quantity) -> Bool { index.contains(quantity) }

    /// Returns the channels of a quantity, in their order.
    func of(_ quantity: Quantity) -> Chosen {
        index.places(of: quantity).map { Chosen(all: all, places: $0) } ?? Chosen(all: [], places: [])
    }

    /// Returns the channels of any of these quantities, in their order.
    func of(_ quantities: [Quantity]) -> Chosen {
        var found: [Int] = []
        for quantity in quantities {
            guard let more = index.places(of: quantity) else { continue }
            if found.isEmpty {
                found = more
            } else if !found.contains(more[0]) {
                found = (found + more).sorted()
            }
        }
        return Chosen(all: found.isEmpty ? [] : all, places: found)
    }

    /// Returns the index of the channel of a device and a quantity; nil where there is none.
    ///
    /// - Parameter likely: The index to look at first: a device's readings mostly come in the order of its channels.
    func place(of quantity: Quantity, _ device: DeviceID, near likely: Int = -1) -> Int? {
        if all.indices.contains(likely), all[likely].quantity == quantity, all[likely].device == device {
            return likely
        }
        return index.places(of: quantity)?.first { all[$0].device == device }
    }

    /// Some of the channels.
    struct Chosen: RandomAccessCollection, Sendable {
        fileprivate let all: [ObservedChannel]
        fileprivate let places: [Int]

        var startIndex: Int { 0 }
        var endIndex: Int { places.count }
        subscript(index: Int) -> ObservedChannel { all[places[index]] }
    }
}

extension ObservedChannels: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { all.count }
    subscript(place: Int) -> ObservedChannel { all[place] }
}

/// The encoded form is the list of the channels; the index is built again.
extension ObservedChannels: Codable {
    func encode(to encoder: any Encoder) throws { try all.encode(to: encoder) }

    init(from decoder: any Decoder) throws { self.init(try [ObservedChannel](from: decoder)) }
}
