import Facilities
import Journal
import MQTT

/// A stretch of the journal as messages. When the broker has all of them, the uplink has got to its end.
struct Page {
    var messages: [MQTTMessage]
    var waiting: Set<UInt64> = []
    var end: Int64

    var isDone: Bool { messages.isEmpty && waiting.isEmpty }

    /// Readings in one message at most: it stays below 64 KiB.
    private static let largest = 2000

    /// - Parameter end: the newest sequence that the broker has once it has all of this.
    init(_ items: [Item], end: Int64, topics: Topics, isBackfill: Bool) {
        self.end = end
        var groups: [[Kept<Sample>]] = []
        var others: [MQTTMessage] = []
        var group: [DeviceEntry: Int] = [:]
        for item in items {
            switch item {
            // Only an uplink that the owner allows may have it, and none can be configured so yet.
            case .entry(let kept) where !kept.content.isPublic: continue
            case .entry(let kept):
                let payload = EventPayload(gateway: topics.gateway, kept: kept).json
                others.append(topics.message("\(kept.facility)/events", payload))
            case .aggregate(let kept):
                let payload = MeansPayload(kept, gateway: topics.gateway, backfill: isBackfill).json
                others.append(topics.message("\(kept.facility)/means", payload))
            case .sample(let kept):
                let entry = DeviceEntry(kept.facility, kept.content.device)
                if let index = group[entry], groups[index][0].content.hasColumns(of: kept.content),
                    (groups[index].count + 1) * kept.content.readings.count <= Self.largest
                {
                    groups[index].append(kept)
                } else {
                    group[entry] = groups.count
                    groups.append([kept])
                }
            }
        }
        messages = others
        messages += groups.map { samples in
            let payload = ReadingsPayload.json(samples, gateway: topics.gateway, backfill: isBackfill)
            return topics.message("\(samples[0].facility)/readings", payload)
        }
        messages.reverse()
    }
}
