public import Facilities
public import Journal

/// Where rates are taken from: the accounts of the days that are over, and what the broker has accepted. Nothing of a rate is
/// stored, so that the transfer rate of a past day rises with what is sent later.
public struct RateSource: Sendable {
    private let journal: Journal
    private let uplink: String?

    /// - Parameter uplink: the first one, whose transfer rate it is; without one there is none.
    public init(_ journal: Journal, uplink: String?) {
        (self.journal, self.uplink) = (journal, uplink)
    }

    /// The rates of the devices of a facility over the days that are there, and the first day of which there are any
    /// figures since these days began.
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
