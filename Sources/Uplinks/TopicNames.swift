import Delivery
import Facilities
import MQTT

/// The topics of streams, each of which is put together once.
struct TopicNames {
    private let topics: Topics
    private var all: [ItemStream: String] = [:]

    init(_ topics: Topics) { self.topics = topics }

    subscript(stream: ItemStream) -> String {
        mutating get {
            if let known = all[stream] { return known }
            let topic = topics.topic(of: stream)
            all[stream] = topic
            return topic
        }
    }

    /// Returns the message with the content of a parcel.
    mutating func message(of parcel: Parcel) -> MQTTMessage {
        topics.message(at: self[parcel.stream], parcel.content)
    }
}
