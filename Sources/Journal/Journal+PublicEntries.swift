public import Facilities

extension Journal {
    /// What everybody may see of some kinds that was entered and found at a facility in a time, in order, at most `limit` of it.
    ///
    /// - Parameter sequence: only what comes after it.
    public func publicEntries(
        of facility: Facility.Code, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64,
        limit: Int
    ) throws(JournalError) -> [KeptEntry] {
        try entries(of: facility, kinds, in: time, after: sequence, limit: limit, where: \.content.isPublic)
    }
}
