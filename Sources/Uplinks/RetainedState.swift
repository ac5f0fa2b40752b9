import Facilities
import Foundation

/// A state of this gateway as the broker has it, which this journal or another may have published.
struct RetainedState: Decodable, Hashable {
    struct Ledger: Decodable, Hashable {
        var sequence: Int64
        var hash: String
    }

    var gateway: String
    /// Nil in a state of a version without it; so are the next three.
    var instance: Instance?
    var epoch: String?
    var sequence: Int64?
    var ledger: Ledger?

    /// Bytes of a state at most; one of a gateway with a hundred buses has a quarter of it.
    private static let largest = 64 << 10

    /// Reads a payload; nil for what is no state of this gateway. Anybody may have written it.
    init?(_ payload: [UInt8], of gateway: String) {
        guard payload.count <= Self.largest,
            let state = try? JSONDecoder().decode(Self.self, from: Data(payload)), state.gateway == gateway,
            state.sequence ?? 0 >= 0, state.ledger?.sequence ?? 0 >= 0,
            state.epoch.map({ $0.wholeMatch(of: /[0-9a-z]{6,32}/) != nil }) ?? true
        else { return nil }
        self = state
    }

    /// Compares it with this journal.
    ///
    /// - Parameters:
    ///   - last: the newest sequence of this journal.
    ///   - hash: returns the hash of its entry with a sequence, as text; nil where no entry has it.
    ///   - isRechained: whether an upgrade has just made all hashes again.
    /// - Returns: how they contradict each other; nil where this journal can have published the state.
    func fork(
        _ epochs: Epochs, last: Int64, isRechained: Bool = false, hash: (Int64) async throws -> String?
    ) async rethrows -> Fork? {
        guard let epoch, let current = epochs.newest else { return nil }
        guard epoch == current.id else {
            return epochs.contains(epoch) ? nil : Fork(named: nil, common: 0)
        }
        let named = max(sequence ?? 0, ledger?.sequence ?? 0)
        var common: Int64 = 0
        var isContradicted = named > last
        if let ledger, 1...max(1, last) ~= ledger.sequence {
            let ours = try await hash(ledger.sequence)
            if let ours, isRechained || ours == ledger.hash {
                common = ledger.sequence
            } else {
                isContradicted = true
            }
        }
        return isContradicted ? Fork(named: named, common: common) : nil
    }
}

/// What is known of a journal of this gateway that has gone another way than this one.
struct Fork: Hashable {
    /// The highest sequence that it has given, as far as that is known in an epoch of this journal.
    var named: Int64?
    /// The newest sequence that both have for sure; 0 where none is known.
    var common: Int64

    /// What a gateway gives at most beyond its last one, or beyond the milliseconds of its clock, where a removed file has left it.
    private static let most: Int64 = 1_000_000_000

    /// Whether a gateway can have got there: a state at the broker may say anything.
    func isCredible(last: Int64, now: Timestamp) -> Bool { named ?? 0 <= max(last, now.milliseconds) + Self.most }
}
