import Facilities
import Journal
import MQTT

@testable import Delivery
@testable import Gateway
@testable import Uplinks

/// The messages of some items in the order in which they are sent, each item as if there was nothing before it.
func packed(
    _ items: [Item], _ topics: Topics, _ epochs: Epochs = Epochs(), clock: Int64? = nil, isBackfill: Bool = false
) -> [MQTTMessage] {
    let chooser = Chooser(.everything, isPersonal: topics.isPersonal)
    let chosen = items.compactMap { item in
        var state = SeriesState()
        return chooser.choose(item, after: &state)
    }
    return Packer(topics: topics, epochs: { epochs }).parcels(chosen, clock: clock, isBackfill: isBackfill)
        .map(topics.message)
}

extension Topics {
    /// The message with the content of a parcel.
    func message(of parcel: Parcel) -> MQTTMessage {
        var names = TopicNames(self)
        return names.message(of: parcel)
    }
}

extension Recent {
    mutating func take(_ batch: Batch) { take(Committed(batch)) }

    func portion(after sequence: Int64, limit: Int) -> [Item]? {
        portion(PortionRequest(after: sequence, upTo: .max, limit: limit))?.items
    }
}
