import Foundation
import Synchronization
import TestSupport

/// Enters records over the control socket, one after the other, and notes what each was answered.
final class Recorder: Sendable {
    /// What became of a record, as far as its answer says.
    enum Outcome: Hashable {
        case kept([Int])
        case refused(String)
        case pending
        /// The gateway was not there, or went away before it answered.
        case unanswered
    }

    struct Entered: Hashable {
        var id: String
        var outcome: Outcome
        /// How long the write log was when the answer was there.
        var log: Int
    }

    private struct State {
        var number = 0
        var entered: [Entered] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    private let socket: String
    private let log: WriteLog?
    private let prefix: String

    /// - Parameters:
    ///   - log: the write log, if there is one.
    ///   - prefix: what the names of its records begin with; no two recorders of a journal have the same.
    init(socket: String, log: WriteLog? = nil, prefix: String = "r") {
        (self.socket, self.log, self.prefix) = (socket, log, prefix)
    }

    var entered: [Entered] { state.withLock { $0.entered } }

    /// Those that were answered as kept, with their sequences.
    var kept: [String: [Int]] {
        entered.reduce(into: [:]) { kept, one in
            if case .kept(let sequences) = one.outcome { kept[one.id] = sequences }
        }
    }

    func count(_ isWanted: (Outcome) -> Bool) -> Int { entered.count { isWanted($0.outcome) } }

    /// Enters records for as long as `body` runs.
    ///
    /// - Parameter pause: between two; nil for no records at all.
    func entering<Result>(_ pause: Duration?, during body: () async throws -> Result) async throws -> Result {
        guard let pause else { return try await body() }
        state.withLock { $0.isStopped = false }
        async let records: Void = enterUntilStopped(every: pause)
        // However the body ends, its end stops the records, on which this function waits.
        defer { state.withLock { $0.isStopped = true } }
        let result = try await body()
        state.withLock { $0.isStopped = true }
        await records
        return result
    }

    private func enterUntilStopped(every pause: Duration) async {
        while !state.withLock({ $0.isStopped }) {
            _ = await enterOne()
            try? await Task.sleep(for: pause)
        }
    }

    @discardableResult func enterOne() async -> Outcome {
        let number = state.withLock { state in
            state.number += 1
            return state.number
        }
        let id = "\(prefix)\(number)"
        let outcome = await ask(id)
        note(id, outcome)
        return outcome
    }

    private func ask(_ id: String) async -> Outcome {
        let body = #"{"kind":"cleaning","remark":"\#(id)"}"#
        let record = #"{"at":"2026-11-20T02:00:00Z","by":"\#(id)","body":\#(body)}"#
        let command =
            #"{"schema":"mashang/command/2","code":"\#(FaultSite.kitchen)","id":"\#(id)","record":\#(record)}"#
        guard let line = await exchange(command, over: socket),
            let reply = try? JSONDecoder().decode(Reply.self, from: Data(line.utf8))
        else { return .unanswered }
        return reply.outcome ?? .refused(line)
    }

    private func note(_ id: String, _ outcome: Outcome) {
        let entered = Entered(id: id, outcome: outcome, log: log?.length ?? 0)
        state.withLock { state in
            state.entered.removeAll { $0.id == id }
            state.entered.append(entered)
        }
    }
}

/// `mashang/reply/2`.
private struct Reply: Decodable {
    var answer: String
    var sequences: [Int]?

    /// Nil for a refusal.
    var outcome: Recorder.Outcome? {
        if answer == "pending" { return .pending }
        return answer == "kept" ? .kept(sequences ?? []) : nil
    }
}
