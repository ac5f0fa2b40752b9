public import Facilities

/// The page's view of the gateway. The page asks at every request and stores no data of its own.
public protocol PageSource: MachineSource, HistorySource, InspectionSource, NoticeSource {
    /// Returns every facility of this gateway, grouped, in the order of the configuration.
    func facilities() async -> [ListedFacility]
    /// Returns the status of a facility from memory; nil if this gateway has no such facility.
    func status(of code: Facility.Code) async -> Status?
    /// Returns the address in the facility's QR code; nil if none is configured that a phone could open.
    func labelURL(of code: Facility.Code) -> String?
    /// Counts the complaints of the last 30 days at a complaint point.
    func complaintCounts(of code: Facility.Code) async -> ComplaintCounts
    /// Returns everything that the page of a facility shows. This reads the journal. Nil if this gateway has no
    /// such facility.
    func detail(of code: Facility.Code) async -> FacilityDetail?
    /// Returns the public entries of a facility, oldest first; nil if the journal cannot be read.
    ///
    /// - Parameters:
    ///   - kinds: the kinds of entries.
    ///   - time: when they were entered.
    ///   - sequence: only entries with a higher sequence are returned.
    ///   - limit: the largest number of entries.
    func entries(
        of code: Facility.Code, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64, limit: Int
    ) async -> [KeptEntry]?
    /// Returns a sentence about the gateway itself that stands at the top of its pages, such as a full journal; nil
    /// if all is well.
    ///
    /// - Parameter person: the reader. People with a role may get more than the public.
    func notice(for person: Operator?) async -> Text?
    /// The present time by the gateway's clock.
    func now() -> Timestamp
}
