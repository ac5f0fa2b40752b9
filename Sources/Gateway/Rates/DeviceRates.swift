public import Facilities

/// The rates of one device over some days: of all of them together, and of each.
public struct DeviceRates: Codable, Hashable, Sendable {
    public struct OfDay: Codable, Hashable, Sendable {
        public var day: Day
        /// Whether the device was there all of the day, or of what has passed of today. The day of its installation counts
        /// from then on, and that of its removal up to then.
        public var isWhole: Bool
        public var rates: Rates
    }

    public var device: DeviceID
    public var rates: Rates
    /// In order of time, the newest last.
    public var days: [OfDay]
}

extension DeviceRates {
    private struct Given {
        var day: Day
        var minutes: Int
        var figures: DeviceDay
    }

    /// By device, in order of their names.
    ///
    /// - Parameters:
    ///   - accounts: of the days that are over.
    ///   - delivered: samples that the broker has accepted; nil where no broker is configured.
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
