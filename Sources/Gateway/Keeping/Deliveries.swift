import Facilities
import Journal

/// What uplinks have delivered: their positions, and the numbers of samples that were accepted. It is gathered for some
/// seconds, because a row for each device in every commit would cost as much as the samples. After a crash an uplink
/// sends again what it has delivered since, under the same sequences.
struct Deliveries: Sendable {
    /// The shortest time between two commits with deliveries, unless nothing else is stored meanwhile.
    static let pause = Duration.seconds(5)

    /// The samples that are counted together.
    private struct Count: Hashable {
        var uplink: String
        var entry: DeviceEntry
        var day: Day
    }

    private var progress: [String: UplinkProgress] = [:]
    private var counts: [Count: Int] = [:]
    /// The time at which deliveries were last taken; nil before the first time.
    private var taken: ContinuousClock.Instant?

    var isEmpty: Bool { progress.isEmpty && counts.isEmpty }

    /// Whether they are to be stored with the next commit.
    func isDue(at now: ContinuousClock.Instant) -> Bool {
        guard let taken else { return !isEmpty }
        return !isEmpty && now - taken >= Self.pause
    }

    /// Adds the position of an uplink.
    mutating func add(_ progress: UplinkProgress, of uplink: String) { self.progress[uplink] = progress }

    /// Counts the samples among accepted items by device and day.
    mutating func add(accepted items: [Item], by uplink: String, utcOffset: Int) {
        for case .sample(let kept) in items {
            let entry = DeviceEntry(kept.facility, kept.content.device)
            counts[Count(uplink: uplink, entry: entry, day: kept.time.day(utcOffset: utcOffset)), default: 0] += 1
        }
    }

    /// Removes and returns everything.
    mutating func take(at now: ContinuousClock.Instant) -> Judged {
        var judged = Judged()
        judged.batch.progress = progress
        judged.batch.delivered = counts.map { count, samples in
            Delivered(
                uplink: count.uplink, facility: count.entry.code, device: count.entry.device, day: count.day,
                samples: samples)
        }
        (progress, counts, taken) = ([:], [:], now)
        return judged
    }
}
