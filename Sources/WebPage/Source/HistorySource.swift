public import Facilities

/// The source of the past: lights of days, means, and records.
public protocol HistorySource: Sendable {
    /// Returns the history of a facility since a day; nil if the journal cannot be read.
    func history(of code: Facility.Code, since day: Day) async -> FacilityHistory?
    /// Returns the first day that has an account; nil if there is none, or if the journal cannot be read.
    func firstDay(of code: Facility.Code) async -> Day?
    /// Returns the records of a facility about a time, newest first and at most `limit` of them; nil if the journal
    /// cannot be read.
    func acts(of code: Facility.Code, in time: Range<Timestamp>, limit: Int) async -> [KeptEntry]?
    /// Returns the means of the intervals that begin in a time, in order; nil if the journal cannot be read.
    func means(
        of code: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) async -> [Aggregate]?
    /// Returns the minutes of each device on a day, with the reasons of the gaps; nil if the journal cannot be
    /// read.
    func devices(of code: Facility.Code, on day: Day) async -> [DeviceMinutes]?
}
