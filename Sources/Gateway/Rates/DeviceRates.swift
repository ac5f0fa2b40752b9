public import Facilities

/// The rates of one device over some days: those of all days together, and those of each day.
public struct DeviceRates: Codable, Hashable, Sendable {
    /// The rates of one day.
    public struct OfDay: Codable, Hashable, Sendable {
        /// The day at the site.
        public var day: Day
        /// Whether the device was connected for the whole day, or for all of today so far. The day of its installation
        /// counts from then on, and the day of its removal until then.
        public var isWhole: Bool
        /// The rates of this day.
        public var rates: Rates
    }

    /// The device.
    public var device: DeviceID
    /// The rates of all days together.
    public var rates: Rates
    /// The days in order of time, the newest last.
    public var days: [OfDay]
}

extension DeviceRates {
    private struct Given {
        var day: Day
        var minutes: Int
        var figures: DeviceDay
    }

    /// Returns the rates by device, in order of their names.
    ///
    /// - Parameters:
    ///   - accounts: the accounts of the days that are over.
    ///   - delivered: the numbers of samples that the broker has accepted; nil if no broker is configured.
    static func all(
        _ accounts: [Account], _ today: DevicesToday?, delivered: [DeviceID: [Day: Int]]?, on days: ClosedRange<Day>
    ) -> [DeviceRates] {
        var given = accounts.flatMap { account in
            (account.devices ?? []).map { Given(day: account.day, minutes: 1440, figures: $0) }
        }
        if let today { given += today.devices.map { Given(day: today.day, minutes: today.minutes, figures: $0) } }
        let devices = Dictionary(grouping: given.filter { days.contains($0.day) }, by: \.figures.device)
        return devices.sorted { $0.key.description < $1.key.description }.map { device, given in
            DeviceRates(device, given.sorted { $0.day < $1.day }, delivered.map { $0[device] ?? [:] })
        }
    }

    private init(_ device: DeviceID, _ given: [Given], _ delivered: [Day: Int]?) {
        self.device = device
        let accepted = given.map { min($0.figures.samples, delivered?[$0.day] ?? 0) }
        days = zip(given, accepted).map { day, accepted in
            OfDay(
                day: day.day, isWhole: day.figures.expected >= day.minutes,
                rates: Rates([day.figures], delivered: delivered == nil ? nil : accepted))
        }
        rates = Rates(given.map(\.figures), delivered: delivered == nil ? nil : accepted.reduce(0, +))
    }
}
