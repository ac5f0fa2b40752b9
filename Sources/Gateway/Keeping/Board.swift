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
        var samples: [Facility.Code: [DeviceID: Sample]] = [:]
        var lastSequence: Int64
        var epochs: Epochs
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - sequence: the newest that is kept.
    ///   - epochs: those of all that is kept.
    init(after sequence: Int64, epochs: Epochs = Epochs()) {
        state = Mutex(State(lastSequence: sequence, epochs: epochs))
    }

    /// Takes what was just committed.
    func take(_ kept: Judged) {
        state.withLock { state in
            state.lastSequence = max(state.lastSequence, kept.batch.lastSequence ?? 0)
            for entry in kept.batch.entries { state.epochs.take(entry) }
            for (code, standing) in kept.standings { state.standings[code] = (standing, state.lastSequence) }
            for sample in kept.batch.samples {
                state.samples[sample.facility, default: [:]][sample.content.device] = sample.content
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

    /// The newest sample of every device entry, by facility and name.
    var latestSamples: [Facility.Code: [DeviceID: Sample]] { state.withLock(\.samples) }

    /// The newest sample of each device of a facility, in order of device.
    func latestSamples(of code: Facility.Code) -> [Sample] {
        state.withLock { $0.samples[code] ?? [:] }.values.sorted { $0.device.description < $1.device.description }
    }
}
