import Facilities
import Journal
import MQTT

/// A stretch of the journal as messages. When the broker has all of them, the uplink has got to its end.
struct Page {
    /// Samples that one message carries.
    struct Carried {
        var entry: DeviceEntry
        /// When they came.
        var times: [Timestamp]
    }

    private struct Part {
        var message: MQTTMessage
        var carried: Carried?
    }

    private var parts: [Part]
    private var waiting: [UInt64: Carried?] = [:]
    /// What the broker has accepted so far.
    private(set) var accepted: [Carried] = []
    let end: Int64

    var isDone: Bool { parts.isEmpty && waiting.isEmpty }
    /// Those that are to be sent, the next one last.
    var messages: [MQTTMessage] { parts.map(\.message) }
    var next: MQTTMessage? { parts.last?.message }
    var waitingCount: Int { waiting.count }

    mutating func sent(_ token: UInt64) {
        guard let part = parts.popLast() else { return }
        waiting.updateValue(part.carried, forKey: token)
    }

    /// - Parameter isAccepted: false for what the broker refused, and for what could not be sent.
    mutating func answered(_ token: UInt64, isAccepted: Bool) {
        guard let carried = waiting.removeValue(forKey: token) else { return }
        if isAccepted, let carried { accepted.append(carried) }
    }

    /// Readings in one message at most: it stays below 64 KiB.
    private static let largest = 2000

    /// - Parameters:
    ///   - end: the newest sequence that the broker has once it has all of this.
    ///   - epochs: those of the items; no message has samples of two.
    ///   - clock: the sequence of the newest `clock` entry by which their times are given.
    init(
        _ items: [Item], end: Int64, topics: Topics, epochs: Epochs, clock: Int64? = nil, isBackfill: Bool
    ) {
        self.end = end
        var groups: [[Kept<Sample>]] = []
        var others: [Part] = []
        var group: [DeviceEntry: Int] = [:]
        var newest: String?
        for item in items {
            let epoch = epochs.id(of: item.sequence)
            // Samples of the next epoch are in messages of their own.
            if epoch != newest { (newest, group) = (epoch, [:]) }
            switch item {
            case .entry(let kept) where !kept.content.isPublic && !topics.isPersonal: continue
            case .entry(let kept):
                let payload = EventPayload(
                    gateway: topics.gateway, epoch: epoch, kept: kept, isPersonal: topics.isPersonal
                ).json
                others.append(Part(message: topics.message(topics.events(of: kept.facility), payload)))
            // One that could not be read.
            case .aggregate(let kept) where kept.content.columns.isEmpty: continue
            case .aggregate(let kept):
                let payload = MeansPayload(
                    kept, gateway: topics.gateway, epoch: epoch, clock: clock, backfill: isBackfill
                ).json
                others.append(Part(message: topics.message("\(kept.facility)/means", payload)))
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
        parts = others
        parts += groups.map { samples in
            let first = samples[0]
            let payload = ReadingsPayload.json(
                samples, gateway: topics.gateway, epoch: epochs.id(of: first.sequence), clock: clock,
                backfill: isBackfill)
            return Part(
                message: topics.message("\(first.facility)/readings", payload),
                carried: Carried(
                    entry: DeviceEntry(first.facility, first.content.device), times: samples.map(\.time)))
        }
        parts.reverse()
    }
}

extension [Page.Carried] {
    /// By device and day.
    func delivered(by uplink: String, utcOffset: Int) -> [Delivered] {
        var counts: [DeviceEntry: [Day: Int]] = [:]
        for carried in self {
            for time in carried.times {
                counts[carried.entry, default: [:]][time.day(utcOffset: utcOffset), default: 0] += 1
            }
        }
        return counts.flatMap { entry, days in
            days.map { day, count in
                Delivered(uplink: uplink, facility: entry.code, device: entry.device, day: day, samples: count)
            }
        }
    }
}
