import Facilities
import Journal
import MQTT

/// A stretch of the journal as messages. When the broker has all of them, the uplink's position moves to its end.
struct Page {
    var messages: [MQTTMessage]
    var waiting: Set<UInt64> = []
    var end: Int64

    var isDone: Bool { messages.isEmpty && waiting.isEmpty }

    /// Readings in one message at most: it stays below 64 KiB.
    private static let largest = 2000

    /// - Parameter liveAfter: what is not newer was kept before this connection, and is marked as back-fill.
    init?(_ items: [Item], topics: Topics, liveAfter: Int64) {
        guard let last = items.last else { return nil }
        end = last.sequence
        var groups: [[Kept<Sample>]] = []
        var entries: [MQTTMessage] = []
        var group: [DeviceID: Int] = [:]
        for item in items {
            switch item {
            case .entry(let kept):
                let payload = EventPayload(gateway: topics.gateway, kept: kept).json
                entries.append(topics.message("\(kept.facility)/events", payload))
            case .sample(let kept):
                if let index = group[kept.content.device], groups[index][0].facility == kept.facility,
                    groups[index][0].content.hasColumns(of: kept.content),
                    (groups[index].count + 1) * kept.content.readings.count <= Self.largest
                {
                    groups[index].append(kept)
                } else {
                    group[kept.content.device] = groups.count
                    groups.append([kept])
                }
            }
        }
        messages = entries
        messages += groups.map { samples in
            let payload = ReadingsPayload.json(
                samples, gateway: topics.gateway, backfill: samples[0].sequence <= liveAfter
            )
            return topics.message("\(samples[0].facility)/readings", payload)
        }
        messages.reverse()
    }
}

/// Where things are published: `P/…` with P = prefix/gateway.
struct Topics {
    var prefix: String
    var gateway: String

    func message(_ topic: String, _ payload: [UInt8], retain: Bool = false) -> MQTTMessage {
        MQTTMessage(
            topic: "\(prefix)/\(gateway)/\(topic)", payload: payload, retain: retain, contentType: "application/json"
        )
    }

    func state(_ state: String) -> MQTTMessage {
        message("state", StatePayload(gateway: gateway, state: state).json, retain: true)
    }

    /// The facility that a command's topic names.
    func facility(ofCommand topic: String) -> Facility.Code? {
        let parts = topic.split(separator: "/")
        return parts.count >= 2 && parts.last == "commands" ? Facility.Code(String(parts[parts.count - 2])) : nil
    }
}
