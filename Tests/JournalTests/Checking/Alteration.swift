/// One way to alter a journal's file, with what an attacker who does it is thought to know.
enum Alteration: String, CaseIterable {
    // Readings
    case value, quality, time, otherSeries, deleted, deletedMany, inserted, moved, movedHour
    case unsealedValue, seriesRenamed, seriesUnit, lastHourDeleted, firstHourDeleted
    // Entries
    case entryAltered, entryDeleted, entriesSwapped, entryInserted, text, textDeleted
    // What stands around them
    case sealRow, sealRowsDeleted, entriesCounter, sequenceCounter, triggerDropped, personAdded
    // With a program that hashes
    case entryAlteredChainWritten, entryDeletedChainWritten, tailCut, tailCutCountersSet
    case sealDeletedChainWritten, valueAndRowSealed, valueChainAndSealsWritten, everythingWritten

    /// Whether a check without a noted hash must find it.
    var isFound: Bool {
        switch self {
        case .unsealedValue, .entryAlteredChainWritten, .valueChainAndSealsWritten, .everythingWritten: false
        default: true
        }
    }

    /// Whether a hash that was noted before must find it.
    var isFoundByNotedHash: Bool { self != .unsealedValue }
}
