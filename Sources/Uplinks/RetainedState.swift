import Facilities
import Foundation

/// A state of this gateway that the broker retains. This journal or another one may have published it.
struct RetainedState: Decodable, Hashable {
    struct Ledger: Decodable, Hashable {
        var sequence: Int64
        var hash: String
    }

    var gateway: String
    /// The run that published it. This member and the next three are nil in a state of a version that lacks them.
    var instance: Instance?
    var epoch: String?
    var sequence: Int64?
    var ledger: Ledger?

    /// The limit of a state, in bytes. The state of a gateway with a hundred buses has a quarter of it.
    private static let largest = 64 << 10

    /// Reads a payload; nil if it is no state of this gateway. Any client may have written it.
    init?(_ payload: [UInt8], of gateway: String) {
        guard payload.count <= Self.largest,
            let state = try? JSONDecoder().decode(Self.self, from: Data(payload)), state.gateway == gateway,
            state.sequence ?? 0 >= 0, state.ledger?.sequence ?? 0 >= 0,
            state.epoch.map({ $0.wholeMatch(of: /[0-9a-z]{6,32}/) != nil }) ?? true
        else { return nil }
        self = state
    }

    /// Compares the state with this journal.
    ///
    /// - Parameters:
    ///   - last: the newest sequence of this journal.
    ///   - hash: returns the hash of this journal's entry with a sequence, as text; nil if no entry has it.
    ///   - isRechained: whether an upgrade has just computed all hashes again.
    /// - Returns: the contradiction; nil if this journal can have published the state.
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

/// A journal of this gateway that has taken another course than this one, as far as it is known.
struct Fork: Hashable {
    /// The highest sequence that it has given, if that is known in an epoch of this journal.
    var named: Int64?
    /// The newest sequence that both journals certainly share; 0 if none is known.
    var common: Int64

    /// The number of sequences that a gateway gives at most beyond its last one, or beyond the milliseconds of its
    /// clock, where a removed file has left it.
    private static let most: Int64 = 1_000_000_000

    /// Returns whether a gateway can have reached that sequence: a state at the broker may contain anything.
    func isCredible(last: Int64, now: Timestamp) -> Bool { named ?? 0 <= max(last, now.milliseconds) + Self.most }
}
