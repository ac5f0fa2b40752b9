public import Facilities

/// The source of the inspector's screen. Its data are not public: the page checks the person's role first.
public protocol InspectionSource: Sendable {
    /// Returns the entries of a time, oldest first, including those that are not public and personal texts that
    /// were not erased; nil if the journal cannot be read.
    ///
    /// - Parameters:
    ///   - code: the facility; nil for the entries of the whole gateway.
    ///   - kinds: the kinds of entries.
    ///   - time: when they were entered.
    ///   - sequence: only entries with a higher sequence are returned.
    ///   - limit: the largest number of entries.
    func allEntries(
        of code: Facility.Code?, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64, limit: Int
    ) async -> [KeptEntry]?
    /// Returns the data of a facility's month; nil if the journal cannot be read.
    func inspection(of code: Facility.Code, in month: Month) async -> Inspection?
    /// Returns the state of the newest check of the whole journal; nil if none was started since the gateway
    /// started.
    func ledgerCheck() async -> JournalCheckState?
    /// Starts a check of the whole journal, or joins the one that is running, and waits for it for a moment.
    func checkLedger() async -> JournalCheckState
}
