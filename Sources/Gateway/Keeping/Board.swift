import Facilities
import Journal
import Synchronization
import WebPage

/// The present state by what is stored, for everything that displays it. Readers never wait for a commit, and never see
/// what is not committed.
final class Board: Sendable {
    /// A facility's standing, and the newest sequence that was stored with it.
    typealias Posted = (standing: Standing, sequence: Int64)

    private struct State {
        var standings: [Facility.Code: Posted] = [:]
        /// The samples as they are stamped: for each device the newest one with each set of quantities, since a sample has
        /// only the quantities that were due.
        var samples: [Facility.Code: [DeviceID: [Kept<Sample>]]] = [:]
        var lastSequence: Int64
        var epochs: Epochs
        var timeline: Timeline
        var notices: Notices

        /// Returns the samples that hold the newest reading of a channel, the newest last.
        func latest(of code: Facility.Code) -> [DeviceID: [Kept<Sample>]] {
            samples[code, default: [:]].mapValues { all in
                all.map { kept in
                    var kept = kept
                    kept.content.time = timeline.corrected(kept.content.time, at: kept.sequence)
                    return kept
                }
            }
        }

        mutating func take(_ sample: Kept<Sample>) {
            samples[sample.facility, default: [:]][sample.content.device, default: []].renew(with: sample)
        }
    }

    private let state: Mutex<State>

    /// Creates a board.
    ///
    /// - Parameters:
    ///   - sequence: the newest sequence that is stored.
    ///   - epochs: the epochs of all stored sequences.
    ///   - timeline: the meaning of the stamps of all stored samples.
    ///   - notices: the notices of all stored entries.
    init(
        after sequence: Int64, epochs: Epochs = Epochs(), timeline: Timeline = Timeline(),
        notices: Notices = Notices()
    ) {
        state = Mutex(State(lastSequence: sequence, epochs: epochs, timeline: timeline, notices: notices))
    }

    /// Adds what was just committed.
    func take(_ kept: Judged) {
        state.withLock { state in
            state.lastSequence = max(state.lastSequence, kept.batch.lastSequence ?? 0)
            for entry in kept.batch.entries {
                state.epochs.take(entry)
                state.notices.take(entry)
                guard case .clock(let change) = entry.content else { continue }
                state.timeline.take(change, at: entry.sequence, entry.time)
            }
            for (code, standing) in kept.standings { state.standings[code] = (standing, state.lastSequence) }
            for sample in kept.batch.samples { state.take(sample) }
        }
    }

    /// The newest sequence that is stored.
    var lastSequence: Int64 { state.withLock(\.lastSequence) }

    /// The epochs of all stored sequences.
    var epochs: Epochs { state.withLock(\.epochs) }

    /// The notices by all stored entries.
    var notices: Notices { state.withLock(\.notices) }

    /// All standings, in order of code.
    var standings: [Posted] {
        state.withLock(\.standings).sorted { $0.key < $1.key }.map(\.value)
    }

    /// All statuses, in order of code.
    var statuses: [Status] { standings.map(\.standing.status) }

    var statusesByCode: [Facility.Code: Status] { state.withLock(\.standings).mapValues(\.standing.status) }

    func standing(of code: Facility.Code) -> Standing? { state.withLock { $0.standings[code]?.standing } }

    /// The newest sample of every device entry, by facility and name. Its time is corrected as the journal corrects it.
    var latestSamples: [Facility.Code: [DeviceID: Sample]] {
        state.withLock { state in
            state.samples.reduce(into: [:]) { $0[$1.key] = state.latest(of: $1.key).compactMapValues(\.last?.content) }
        }
    }

    /// Returns the samples of a facility that hold the newest reading of a channel, in order of device, the newest last, as
    /// they are stored. Their times are corrected as the journal corrects them.
    func latest(of code: Facility.Code) -> [Kept<Sample>] {
        state.withLock { $0.latest(of: code) }.sorted { $0.key.description < $1.key.description }.flatMap(\.value)
    }

    /// The newest reading of each channel of a facility with its own time, in order of device.
    func readings(of code: Facility.Code, places: [DeviceID: String]) -> [CurrentReading] {
        let samples = latest(of: code)
        var newest: [Channel.ID: Int] = [:]
        var readings: [CurrentReading] = []
        for sample in samples.map(\.content) {
            for reading in sample.readings {
                let current = CurrentReading(
                    device: sample.device, place: places[sample.device] ?? "", time: sample.time, reading: reading)
                let channel = Channel.ID(sample.device, reading.quantity)
                if let index = newest[channel] {
                    if readings[index].time <= sample.time { readings[index] = current }
                } else {
                    newest[channel] = readings.count
                    readings.append(current)
                }
            }
        }
        return readings
    }
}

extension [Kept<Sample>] {
    /// Adds a newer sample. It replaces the one with the same quantities, and those whose quantities it has all.
    fileprivate mutating func renew(with sample: Kept<Sample>) {
        removeAll { sample.content.measuresAll(of: $0.content) }
        append(sample)
    }
}
