import Facilities

/// The readings of an event's sample whose channels are known, in the order of the sample. Its channels are looked up
/// only for the readings that a rule asks for, which are few.
struct NewReadings: Sendable {
    /// The readings themselves, for a search by quantity or quality.
    let readings: [Reading]
    private let channels: ObservedChannels
    /// The index of each reading's channel.
    private let places: [Int]

    /// Creates the readings of an event without a sample.
    init() { self.init([], of: ObservedChannels(), at: []) }

    /// Creates the readings of a sample.
    ///
    /// - Parameters:
    ///   - channels: The channels after the sample.
    ///   - places: The index of each reading's channel; -1 for a reading that is omitted, because it has none.
    init(_ readings: [Reading], of channels: ObservedChannels, at places: [Int]) {
        self.channels = channels
        guard places.contains(-1) else {
            (self.readings, self.places) = (readings, places)
            return
        }
        self.readings = readings.indices.filter { places[$0] >= 0 }.map { readings[$0] }
        self.places = places.filter { $0 >= 0 }
    }

    /// Returns the period of the channel of the reading at an index.
    func period(at index: Int) -> Duration { channels[places[index]].channel.period }
}

extension NewReadings: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { readings.count }

    subscript(index: Int) -> Observed.NewReading {
        let known = channels[places[index]]
        return Observed.NewReading(channel: known.channel, reading: readings[index], gap: known.gap)
    }
}

extension NewReadings {
    /// Returns the readings of a quantity.
    ///
    /// - Parameter isMeasured: Whether any channel measures it; if not, nothing is searched.
    func of(_ quantity: Quantity, isMeasured: Bool) -> OfQuantity {
        OfQuantity(all: self, quantity: quantity, index: isMeasured ? 0 : count)
    }

    /// The readings of one quantity. It needs no memory of its own, since rules ask at every event.
    struct OfQuantity: Sequence, IteratorProtocol {
        fileprivate let all: NewReadings
        fileprivate let quantity: Quantity
        fileprivate var index: Int

        mutating func next() -> Observed.NewReading? {
            while index < all.count {
                defer { index += 1 }
                if all.readings[index].quantity == quantity { return all[index] }
            }
            return nil
        }
    }
}
