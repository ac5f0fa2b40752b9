import Facilities
import Journal
import Logging
import Synchronization

@testable import Gateway

/// A journal that follows a script, and remembers what it has.
final class ScriptedStore: Store {
    struct State {
        /// What the next commits end with; nil for a success. When there is no more, they succeed.
        var script: [JournalError?] = []
        /// What was committed, in order.
        var batches: [Batch] = []
        /// Samples that `dropOldest` drops at a time.
        var slice = 0
        /// What every commit ends with, whatever the script says.
        var always: JournalError?
        var unkept: Loss?
        /// What `dropOldest` ends with.
        var dropping: JournalError?
        /// Whether commits do not come to an end.
        var hangs = false
    }

    let state = Mutex(State())

    init(_ script: [JournalError?] = [], slice: Int = 0) {
        state.withLock { ($0.script, $0.slice) = (script, slice) }
    }

    func commit(_ batch: Batch) async throws(JournalError) {
        while state.withLock(\.hangs) { try? await Task.sleep(for: .milliseconds(5)) }
        let error = state.withLock { state -> JournalError? in
            let next = state.always ?? (state.script.isEmpty ? nil : state.script.removeFirst())
            if next == nil { state.batches.append(batch) }
            return next
        }
        if let error { throw error }
    }

    func checkFiles() async throws(JournalError) {}

    func dropOldest() async throws(JournalError) -> Loss? {
        if let error = state.withLock(\.dropping) { throw error }
        return state.withLock { state in
            let samples = state.batches.flatMap(\.samples)
            guard let last = samples.prefix(state.slice).last else { return nil }
            for index in state.batches.indices {
                state.batches[index].samples.removeAll { $0.sequence <= last.sequence }
            }
            return Loss(
                from: samples[0].sequence, to: last.sequence, count: Int64(min(state.slice, samples.count)),
                reason: .full)
        }
    }

    func noteUnkept(_ loss: Loss) -> Bool {
        state.withLock { $0.unkept = loss }
        return true
    }

    var batches: [Batch] { state.withLock(\.batches) }
    var samples: [Int64] { batches.flatMap { $0.samples.map(\.sequence) } }
    var entries: [Entry] { batches.flatMap { $0.entries.map(\.content) } }
}

extension Committer {
    static func scripted(
        _ store: ScriptedStore, board: Board = Board(after: 0), syncEvery: Duration = .seconds(10),
        bound: Int = CommitQueue.bound, onCommit: @escaping @Sendable (Batch) -> Void = { _ in }
    ) -> Committer {
        Committer(
            store, after: 0, syncEvery: syncEvery, board: board,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, bound: bound, onCommit: onCommit)
    }
}
