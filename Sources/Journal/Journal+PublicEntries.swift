public import Facilities

extension Journal {
    /// Returns public entries of some kinds of a facility within a time, in order, at most `limit` of them.
    ///
    /// - Parameter sequence: the sequence after which the entries begin.
    /// - Throws: the reason why the journal cannot be read.
    public func publicEntries(
        of facility: Facility.Code, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64,
        limit: Int
    ) throws(JournalError) -> [KeptEntry] {
        try entries(of: facility, kinds, in: time, after: sequence, limit: limit, where: \.content.isPublic)
    }
}
