public import Facilities
import Journal
import SiteConfiguration

/// `mashang/rates/1`: how completely the devices' data came in a month.
public struct RatesReport: Codable, Sendable {
    public struct Facility: Codable, Sendable {
        public var code: Facilities.Facility.Code
        public var name: String
        public var devices: [DeviceRates]
    }

    var schema = "mashang/rates/1"
    public var gateway: String
    public var month: Month
    public var asOf: Timestamp
    /// The share below which a rate is low.
    public var least: Double
    /// Whether a broker is configured.
    public var broker: Bool
    /// The first day since the month's beginning of which there are figures; nil if there is none.
    public var first: Day?
    /// Those with devices, in the order of their codes.
    public var facilities: [Facility]
}

extension RatesReport {
    /// - Parameter month: nil for the month that it is now.
    init(
        _ configuration: Configuration, month: Month?, board: Board, journal: Journal, now: Timestamp
    ) throws(JournalError) {
        let utcOffset = configuration.gateway.utcOffset
        (gateway, asOf, least) = (configuration.gateway.id, now, Rates.least)
        broker = !configuration.uplinks.isEmpty
        let wanted = month ?? Month(now.day(utcOffset: utcOffset))
        self.month = wanted
        let source = RateSource(journal, uplink: configuration.uplinks.first?.name)
        (facilities, first) = ([], nil)
        for facility in configuration.facilities.map(\.facility).sorted(by: { $0.code < $1.code }) {
            let today = board.standing(of: facility.code)?.today
            let found = try source.rates(of: facility.code, on: wanted.days, utcOffset: utcOffset, today: today)
            if let day = found.first { first = min(first ?? day, day) }
            guard !found.devices.isEmpty else { continue }
            facilities.append(Facility(code: facility.code, name: facility.name, devices: found.devices))
        }
    }
}
