import Foundation
import TestSupport
import Testing

/// What `Tests/Faults/journal.py`, which shares no code with the program, finds in a journal.
struct JournalAudit: Decodable {
    struct Sample: Decodable {
        var sequence: Int
        /// Milliseconds since 1970.
        var time: Int
        /// The number of the device's answer; nil for a sample without an answer.
        var value: Int?
    }

    struct Loss: Decodable, Hashable {
        var from: Int
        var to: Int
        /// Nil where nobody could count.
        var count: Int?
        var reason: String
    }

    var integrity: [String]
    var samples: [Sample]
    /// Sequences of the ledger.
    var entries: [Int]
    /// Sequences of means.
    var means: [Int]
    var losses: [Loss]
    /// Sequences of records by who entered them.
    var records: [String: [Int]]
    var sequences: Int
    var newest: Int
    var counter: Int
    var chainBreaks: [Int]
    /// Sequences that two things have.
    var doubled: [Int]
    /// Ranges of sequences that nothing has and no loss entry names.
    var holes: [[Int]]
    /// Losses whose count is not that of what is missing.
    var unexplained: [Loss]

    static func python() -> String { ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3" }

    /// - Parameter through: a command that runs others where the journal is.
    static func of(_ path: String, through: [String] = []) async throws -> JournalAudit {
        let script = Program.repository + "/Tests/Faults/journal.py"
        let command = through + [python(), "-B", script, path]
        let (status, text) = try await result(of: command[0], Array(command.dropFirst()))
        try #require(status == 0, "\(text)")
        return try JSONDecoder().decode(JournalAudit.self, from: Data(text.utf8))
    }

    /// The device's answers that are kept, each as often as it is.
    var answers: [Int] { samples.compactMap(\.value) }

    /// Of the answers 1 to `last`.
    func missingAnswers(upTo last: Int) -> [Int] {
        let there = Set(answers)
        return (1...max(1, last)).filter { !there.contains($0) }
    }

    var doubledAnswers: [Int] { Dictionary(grouping: answers, by: \.self).filter { $1.count > 1 }.keys.sorted() }

    /// Expects what must hold after every fault.
    func expectSound(_ name: String, seed: UInt64 = 0) {
        #expect(integrity == ["ok"], "\(name), seed \(seed)")
        #expect(chainBreaks.isEmpty, "\(name), seed \(seed): the chain of hashes is broken")
        #expect(doubled.isEmpty, "\(name), seed \(seed): two things have the same sequence")
        #expect(holes.isEmpty, "\(name), seed \(seed): sequences are missing without a word")
        #expect(unexplained.isEmpty, "\(name), seed \(seed): losses that do not add up")
        #expect(counter >= newest, "\(name), seed \(seed)")
        #expect(doubledAnswers.isEmpty, "\(name), seed \(seed): answers that are kept twice")
    }

    /// Expects the ledger to have what the answers promised.
    func expectHolds(_ recorder: Recorder, _ name: String, seed: UInt64 = 0) {
        var (lost, moved, doubled, kept) = ([String](), [String](), [String](), [String]())
        for one in recorder.entered {
            let there = records[one.id] ?? []
            if there.count > 1 { doubled.append(one.id) }
            switch one.outcome {
            case .kept(let sequences):
                if there.isEmpty { lost.append(one.id) }
                if !there.isEmpty, there != sequences { moved.append(one.id) }
            case .refused: if !there.isEmpty { kept.append(one.id) }
            // Until the journal can be written; not, where the gateway has ended before.
            case .pending, .unanswered: break
            }
        }
        #expect(lost.isEmpty, "\(name), seed \(seed): answered as kept, and not in the ledger")
        #expect(moved.isEmpty, "\(name), seed \(seed): not under the sequence that was answered")
        #expect(doubled.isEmpty, "\(name), seed \(seed): more than once in the ledger")
        #expect(kept.isEmpty, "\(name), seed \(seed): answered as refused, and in the ledger")
    }

    /// Expects the journal to have everything that reached the broker, or to say that it was lost.
    func expectHasAll(_ messages: [Witness.Message], _ name: String, seed: UInt64 = 0) {
        let own = Dictionary(samples.map { ($0.sequence, $0.value) }, uniquingKeysWith: { first, _ in first })
        let there = Set(own.keys).union(entries).union(means)
        let foreign = Witness.sequences(messages).filter { sequence in
            !there.contains(sequence) && !losses.contains { $0.from...$0.to ~= sequence } && sequence <= newest
        }
        #expect(foreign.isEmpty, "\(name), seed \(seed): published, and not in the journal")
        let beyond = Witness.sequences(messages).filter { $0 > counter }
        #expect(beyond.isEmpty, "\(name), seed \(seed): published under sequences that are still to be given")
        let other = messages.answers.filter { own[$0] != nil && own[$0] != .some($1) }
        #expect(other.isEmpty, "\(name), seed \(seed): published under sequences that are now another sample's")
    }
}

extension Recorder {
    /// `40 kept, 0 refused, …`
    var summary: String {
        let kept = count { if case .kept = $0 { true } else { false } }
        let refused = count { if case .refused = $0 { true } else { false } }
        let rest = "\(count { $0 == .pending }) pending, \(count { $0 == .unanswered }) unanswered"
        return "\(kept) records kept, \(refused) refused, \(rest)"
    }
}
