import Delivery
import Facilities
import MQTT

/// Converts items of the journal to messages: samples of one device share messages, every other item has its own.
struct Packer: Sendable {
    var topics: Topics
    /// The place at which each device measures, for the devices for which one is configured.
    var places: [DeviceEntry: String] = [:]
    /// Whether samples are sent as one row per sample instead of one column per quantity.
    var isRows = false
    /// Returns the epochs of all stored sequences.
    var epochs: @Sendable () -> Epochs
    private let heads = SharedColumnHeads()

    /// The limits of a message of samples: its size, in bytes, and the estimated size at which it is closed.
    static let largest = 65_535
    private static let gathered = 60_000

    /// Returns the messages of some items. An item that is not for this uplink has none.
    func parcels(_ items: [Chosen], clock: Int64?, isBackfill: Bool) -> [Parcel] {
        let epochs = epochs()
        var names = TopicNames(topics)
        var groups: [SentSamples] = []
        var parcels: [Parcel] = []
        var group: [Series: Int] = [:]
        var newest: String?
        for chosen in items {
            let epoch = epochs.id(of: chosen.sequence)
            // Samples of the next epoch are in messages of their own.
            if epoch != newest { (newest, group) = (epoch, [:]) }
            guard case .sample(let kept) = chosen.item else {
                if let parcel = parcel(chosen, epochs, clock, &names) { parcels.append(parcel) }
                continue
            }
            let series = Series(entry: DeviceEntry(kept.facility, kept.content.device), about: chosen.about)
            if let index = group[series], groups[index].takes(chosen, kept, most: Self.gathered) {
                groups[index].add(chosen, kept)
            } else {
                group[series] = groups.count
                groups.append(SentSamples(chosen, kept, isRows: isRows))
            }
        }
        for group in groups { pack(group, epochs, clock, isBackfill, &names, into: &parcels) }
        return parcels
    }

    /// The key of samples that may share a message: one device, and either the usual choice or one finding.
    private struct Series: Hashable {
        var entry: DeviceEntry
        var about: About?
    }

    /// Appends one message, or several if one would be too large.
    private func pack(
        _ group: SentSamples, _ epochs: Epochs, _ clock: Int64?, _ isBackfill: Bool, _ names: inout TopicNames,
        into parcels: inout [Parcel]
    ) {
        let (first, chosen) = (group.samples[0], group.items[0])
        let payload = ReadingsPayload(
            gateway: topics.gateway, epoch: epochs.id(of: first.sequence), clock: clock,
            place: places[DeviceEntry(first.facility, first.content.device), default: ""],
            samples: group.samples, items: group.items, previous: previous(of: chosen, epochs))
        // Late samples, and samples beside the usual choice, would show the past on every dashboard.
        let isLate = isBackfill || group.about != nil
        let stream = ItemStream(first.facility, isLate ? .backfill : .readings)
        let parcel = parcel(names[stream], isRows ? payload.rows : heads.columns(of: payload), stream, group.items)
        guard parcel.size > Self.largest, group.items.count > 1 else { return parcels.append(parcel) }
        for half in group.halves { pack(half, epochs, clock, isBackfill, &names, into: &parcels) }
    }

    /// Returns the message of an entry or of means; nil if it has none.
    private func parcel(
        _ chosen: Chosen, _ epochs: Epochs, _ clock: Int64?, _ names: inout TopicNames
    ) -> Parcel? {
        let (epoch, previous) = (epochs.id(of: chosen.sequence), previous(of: chosen, epochs))
        switch chosen.item {
        case .sample: return nil
        case .entry(let kept):
            let payload = EventPayload(
                gateway: topics.gateway, epoch: epoch, kept: kept, previous: previous, isPersonal: topics.isPersonal)
            return parcel(names[chosen.item.stream], payload.json, chosen.item.stream, [chosen])
        case .aggregate(let kept):
            let payload = MeansPayload(
                kept, gateway: topics.gateway, epoch: epoch, clock: clock,
                place: places[DeviceEntry(kept.facility, kept.content.device)], previous: previous,
                omitting: chosen.omitted)
            return parcel(names[chosen.item.stream], payload.json, chosen.item.stream, [chosen])
        }
    }

    /// Returns the sequence that was chosen before an item; nil if it belongs to another epoch, and for samples around
    /// a finding.
    private func previous(of chosen: Chosen, _ epochs: Epochs) -> Int64? {
        guard chosen.about == nil, let previous = chosen.previous,
            epochs.id(of: previous) == epochs.id(of: chosen.sequence)
        else { return nil }
        return previous
    }

    private func parcel(
        _ topic: String, _ payload: [UInt8], _ stream: ItemStream, _ items: [Chosen]
    ) -> Parcel {
        let message = topics.message(at: topic, payload)
        return Parcel(payload, size: message.packetSize(version: .v5), stream: stream, items: items)
    }
}
