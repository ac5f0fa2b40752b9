public import Facilities
import Journal
import SiteConfiguration

/// `mashang/rates/1`: the completeness of the devices' data in a month.
public struct RatesReport: Codable, Sendable {
    /// The rates of a facility's devices.
    public struct Facility: Codable, Sendable {
        /// The code of the facility.
        public var code: Facilities.Facility.Code
        /// The name of the facility.
        public var name: String
        /// The devices in order of their names.
        public var devices: [DeviceRates]
    }

    var schema = "mashang/rates/1"
    /// The id of the gateway.
    public var gateway: String
    /// The month of the rates.
    public var month: Month
    /// The time of the report, by the gateway's clock.
    public var asOf: Timestamp
    /// The share below which a rate is low, 0 to 1.
    public var least: Double
    /// Whether a broker is configured.
    public var broker: Bool
    /// The first day since the month's beginning with figures; nil if there is none.
    public var first: Day?
    /// The facilities with devices, in the order of their codes.
    public var facilities: [Facility]
}

extension RatesReport {
    /// Reads the rates of a month.
    ///
    /// - Parameter month: the month; nil for the present one.
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
