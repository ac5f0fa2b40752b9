import Facilities
import Journal
import Synchronization

/// How everything stands by what is kept, for those who show it. They never wait for a commit, and never see what is not
/// committed.
final class Board: Sendable {
    /// A facility's standing, and the newest sequence that was kept with it.
    typealias Posted = (standing: Standing, sequence: Int64)

    private struct State {
        var standings: [Facility.Code: Posted] = [:]
        /// As they are stamped.
        var samples: [Facility.Code: [DeviceID: Kept<Sample>]] = [:]
        var lastSequence: Int64
        var epochs: Epochs
        var timeline: Timeline

        func latest(of code: Facility.Code) -> [DeviceID: Sample] {
            samples[code, default: [:]].mapValues { kept in
                var sample = kept.content
                sample.time = timeline.corrected(sample.time, at: kept.sequence)
                return sample
            }
        }
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - sequence: the newest that is kept.
    ///   - epochs: those of all that is kept.
    ///   - timeline: what the stamps of all that is kept mean.
    init(after sequence: Int64, epochs: Epochs = Epochs(), timeline: Timeline = Timeline()) {
        state = Mutex(State(lastSequence: sequence, epochs: epochs, timeline: timeline))
    }

    /// Takes what was just committed.
    func take(_ kept: Judged) {
        state.withLock { state in
            state.lastSequence = max(state.lastSequence, kept.batch.lastSequence ?? 0)
            for entry in kept.batch.entries {
                state.epochs.take(entry)
                guard case .clock(let change) = entry.content else { continue }
                state.timeline.take(change, at: entry.sequence, entry.time)
            }
            for (code, standing) in kept.standings { state.standings[code] = (standing, state.lastSequence) }
            for sample in kept.batch.samples {
                state.samples[sample.facility, default: [:]][sample.content.device] = sample
            }
        }
    }

    /// The newest sequence that is kept.
    var lastSequence: Int64 { state.withLock(\.lastSequence) }

    /// The epochs of all sequences that are kept.
    var epochs: Epochs { state.withLock(\.epochs) }

    /// All standings, in order of code.
    var standings: [Posted] {
        state.withLock(\.standings).sorted { $0.key < $1.key }.map(\.value)
    }

    /// All statuses, in order of code.
    var statuses: [Status] { standings.map(\.standing.status) }

    func standing(of code: Facility.Code) -> Standing? { state.withLock { $0.standings[code]?.standing } }

    /// The newest sample of every device entry, by facility and name. Its time is corrected as the journal corrects it.
    var latestSamples: [Facility.Code: [DeviceID: Sample]] {
        state.withLock { state in
            state.samples.reduce(into: [:]) { $0[$1.key] = state.latest(of: $1.key) }
        }
    }

    /// The newest sample of each device of a facility, in order of device.
    func latestSamples(of code: Facility.Code) -> [Sample] {
        state.withLock { $0.latest(of: code) }.values.sorted { $0.device.description < $1.device.description }
    }
}
