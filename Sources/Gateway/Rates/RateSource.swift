public import Facilities
public import Journal

/// The source of the rates: the accounts of the days that are over, and the samples that the broker has accepted. Rates are
/// not stored, so that the transfer rate of a past day rises with what is sent later.
public struct RateSource: Sendable {
    private let journal: Journal
    private let uplink: String?

    /// Creates a source.
    ///
    /// - Parameter uplink: the name of the first uplink, whose transfer rate is computed; nil if there is no uplink.
    public init(_ journal: Journal, uplink: String?) {
        (self.journal, self.uplink) = (journal, uplink)
    }

    /// Returns the rates of the devices of a facility over the days for which there are figures, and the first day with
    /// figures since these days began.
    ///
    /// - Throws: `JournalError` if the journal cannot be read.
    public func rates(
        of facility: Facility.Code, on days: ClosedRange<Day>, utcOffset: Int, today: DevicesToday? = nil
    ) throws(JournalError) -> (devices: [DeviceRates], first: Day?) {
        let accounts = try journal.accounts(of: facility, since: days.lowerBound.start(utcOffset: utcOffset))
        let delivered = try uplink.map { uplink throws(JournalError) in
            try journal.delivered(by: uplink, at: facility, on: days)
        }
        let first = accounts.first { $0.devices != nil }?.day ?? today.flatMap { $0.devices.isEmpty ? nil : $0.day }
        return (DeviceRates.all(accounts, today, delivered: delivered, on: days), first)
    }
}
