public import Facilities

/// A fault of a journal: an alteration or damage.
public enum LedgerFault: Hashable, Sendable, CustomStringConvertible {
    // MARK: Entries

    /// The hash of an entry does not match the entry and the hash before it.
    case broken(sequence: Int64)
    /// The number of entries differs from the number that was written.
    case count(there: Int64, written: Int64)
    /// No entry has the hash that was noted earlier.
    case unknown(LedgerHash)
    /// A personal text does not match the hash in its entry.
    case textAltered(sequence: Int64)
    /// A personal text is missing, and no entry reports its erasure.
    case textRemoved(sequence: Int64)

    // MARK: Sequences

    /// These sequences are missing, and no loss explains them.
    case hole(ClosedRange<Int64>)
    /// An item has a sequence below 1, which is never assigned.
    case below(sequence: Int64)
    /// Two items have the same sequence.
    case twice(sequence: Int64)
    /// More sequences are missing in a range than losses report.
    case losses(ClosedRange<Int64>, said: Int64, missing: Int64)

    /// A sample has a row in a range in which all samples are in a fold.
    case stray(sequence: Int64)
    /// The row of a fold does not match its blocks.
    case fold(ClosedRange<Int64>)

    // MARK: Readings

    /// A block cannot be decoded, so that its samples cannot be read. The name is nil where the device is not known.
    case block(ClosedRange<Int64>, of: SeriesName?, count: Int64)

    /// The readings of an hour differ from those that were sealed. The name is nil where the series is not known.
    case readings(SealedHour, of: SeriesName?, Change)
    /// The rows of a seal do not match its entry.
    case sealAltered(SealedHour)
    /// No seal covers a range before the last seal.
    case sealMissing(ClosedRange<Int64>)
    /// The range of a seal does not follow that of the seal before.
    case sealMoved(entry: Int64)
    /// There are rows of a seal that is not in the ledger.
    case sealWithoutEntry(sequence: Int64)

    // MARK: Photographs

    /// An entry names a photograph that does not exist, and no entry reports its deletion.
    case photographMissing(PhotographID, sequence: Int64)
    /// The hash of a photograph that an entry names differs from its name.
    case photographAltered(PhotographID, sequence: Int64)

    // MARK: Traces

    /// A table names a sequence that was not assigned by the counter of the journal.
    case ahead(Trace, sequence: Int64, last: Int64)
    /// A table names an entry that does not exist.
    case missingEntry(Trace, sequence: Int64)
    /// The number of people who may enter records differs from that of the ledger.
    case people(there: Int, entered: Int)
    /// A trigger that refuses changes is missing or altered.
    case trigger(String)

    /// The tables that name sequences, apart from the ledger.
    public enum Trace: String, Hashable, Sendable, CaseIterable {
        case rows, ruleState, meansMark, uplink, reserve, text, answer
    }

    /// The fault as an English sentence, with times in UTC.
    public var description: String { text(utcOffset: 0).en }
}
