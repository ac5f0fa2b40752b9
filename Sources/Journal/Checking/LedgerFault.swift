public import Facilities

/// What is wrong with a journal.
public enum LedgerFault: Hashable, Sendable, CustomStringConvertible {
    // MARK: Entries

    /// The entry is not what was written after the one before it.
    case broken(sequence: Int64)
    /// There are not as many entries as were written.
    case count(there: Int64, written: Int64)
    /// No entry has the hash that somebody noted.
    case unknown(LedgerHash)
    /// A text is not the one whose hash the entry has.
    case textAltered(sequence: Int64)
    /// A text is missing, and no entry says that it was erased.
    case textRemoved(sequence: Int64)

    // MARK: Sequences

    /// Nothing has these sequences, and no loss explains them.
    case hole(ClosedRange<Int64>)
    /// Something has a sequence below 1, which none is given.
    case below(sequence: Int64)
    /// Two things have the same sequence.
    case twice(sequence: Int64)
    /// More is missing in a range than losses say.
    case losses(ClosedRange<Int64>, said: Int64, missing: Int64)

    /// A sample stands in a row of its own where all samples are in a fold.
    case stray(sequence: Int64)
    /// What is stored of a fold is not what its blocks are together.
    case fold(ClosedRange<Int64>)

    // MARK: Readings

    /// The bytes of a block cannot be decoded: its samples cannot be read. Nil where nobody can say of which device they are.
    case block(ClosedRange<Int64>, of: SeriesName?, count: Int64)

    /// The readings of an hour are not those that were sealed; of a series, or nil where nobody can say of which.
    case readings(SealedHour, of: SeriesName?, Change)
    /// What is stored of a seal does not fit its entry.
    case sealAltered(SealedHour)
    /// No seal covers a range before the last one.
    case sealMissing(ClosedRange<Int64>)
    /// A seal does not follow the one before.
    case sealMoved(entry: Int64)
    /// Something is stored of a seal that the ledger does not have.
    case sealWithoutEntry(sequence: Int64)

    // MARK: Photographs

    /// An entry names a photograph that is not there, and no entry says that it was deleted.
    case photographMissing(PhotographID, sequence: Int64)
    /// The bytes of a photograph that an entry names have another hash than its name.
    case photographAltered(PhotographID, sequence: Int64)

    // MARK: Traces

    /// Something names a sequence that the journal says it has not given.
    case ahead(Trace, sequence: Int64, last: Int64)
    /// Something names an entry that is not there.
    case missingEntry(Trace, sequence: Int64)
    /// The people who may enter records are not as many as the ledger has.
    case people(there: Int, entered: Int)
    /// A trigger that refuses changes is missing or altered.
    case trigger(String)

    /// What names sequences beside the ledger.
    public enum Trace: String, Hashable, Sendable, CaseIterable {
        case rows, ruleState, meansMark, uplink, reserve, text, answer
    }

    /// In English, with times of UTC.
    public var description: String { text(utcOffset: 0).en }
}
