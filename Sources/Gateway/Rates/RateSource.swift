public import Facilities
public import Journal

/// Where rates are taken from: the accounts of the days that are over, and what the broker has accepted. Nothing of a rate is
/// stored, so that the transfer rate of a past day rises with what is sent later.
public struct RateSource: Sendable {
    private let journal: Journal
    private let hasBroker: Bool

    /// - Parameter hasBroker: whether one is configured; without one there is no transfer rate.
    public init(_ journal: Journal, hasBroker: Bool) {
        (self.journal, self.hasBroker) = (journal, hasBroker)
    }

    /// The rates of the devices of a facility over the days that are there, and the first day of which there are any
    /// figures since these days began.
    public func rates(
        of facility: Facility.Code, on days: ClosedRange<Day>, utcOffset: Int, today: DevicesToday? = nil
    ) throws(JournalError) -> (devices: [DeviceRates], first: Day?) {
        let accounts = try journal.accounts(of: facility, since: days.lowerBound.start(utcOffset: utcOffset))
        let delivered = hasBroker ? try journal.delivered(by: Uplink.name, at: facility, on: days) : nil
        let first = accounts.first { $0.devices != nil }?.day ?? today.flatMap { $0.devices.isEmpty ? nil : $0.day }
        return (DeviceRates.all(accounts, today, delivered: delivered, on: days), first)
    }
}
