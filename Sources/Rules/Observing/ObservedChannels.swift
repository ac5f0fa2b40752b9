import Facilities

/// The channels of a facility in their order. It knows where the channels of each quantity are, so that nobody has to look
/// through all of them with every event.
struct ObservedChannels: Hashable, Sendable {
    private var all: [ObservedChannel]
    private var index: QuantityIndex

    init(_ channels: [ObservedChannel] = []) {
        all = channels
        index = QuantityIndex(channels.lazy.map(\.quantity))
    }

    /// The index follows from the channels.
    static func == (left: Self, right: Self) -> Bool { left.all == right.all }

    func hash(into hasher: inout Hasher) { all.hash(into: &hasher) }

    mutating func append(_ channel: ObservedChannel) {
        index.add(channel.quantity, at: all.count)
        all.append(channel)
    }

    mutating func removeAll(where isRemoved: (ObservedChannel) -> Bool) {
        self = Self(all.filter { !isRemoved($0) })
    }

    /// Takes a reading of the channel at one place in.
    ///
    /// - Parameter isDeclared: whether the period is the configuration's.
    mutating func take(_ reading: Reading, _ place: Int, at time: Timestamp, isDeclared: Bool) {
        all[place].take(reading, at: time, isDeclared: isDeclared)
    }

    // MARK: What is measured

    func measures(_ quantity: Quantity) -> Bool { index.contains(quantity) }

    /// The channels of a quantity, in their order.
    func of(_ quantity: Quantity) -> Chosen {
        index.places(of: quantity).map { Chosen(all: all, places: $0) } ?? Chosen(all: [], places: [])
    }

    /// The channels of any of these quantities, in their order.
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

    /// Where the channel of a device and a quantity is.
    ///
    /// - Parameter likely: where it is looked for first: a device's readings mostly come in the order of its channels.
    func place(of quantity: Quantity, _ device: DeviceID, near likely: Int = -1) -> Int? {
        if all.indices.contains(likely), all[likely].quantity == quantity, all[likely].device == device {
            return likely
        }
        return index.places(of: quantity)?.first { all[$0].device == device }
    }

    /// Channels that were chosen of all.
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

/// As a list of the channels: what is where is found again.
extension ObservedChannels: Codable {
    func encode(to encoder: any Encoder) throws { try all.encode(to: encoder) }

    init(from decoder: any Decoder) throws { self.init(try [ObservedChannel](from: decoder)) }
}
