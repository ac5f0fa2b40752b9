/// The lights of a facility on one day, which is over or today so far, as the gateway saw them.
public struct CountedDay: Hashable, Sendable {
    /// The day on site.
    public var day: Day
    /// Hours by light, of the time in which the gateway saw the facility.
    public var hours: [Light: Double]
    /// The light of each hour that has begun, from midnight on; nil where it was not counted, as before 0.2.0. An hour
    /// that nobody saw long enough has none.
    public var byHour: [Light?]?
    /// The share of the day's passed minutes with a usable value, 0 to 1; nil where nothing is measured.
    public var coverage: Double?
    /// The share of the day's minutes covered by the values of the device that gave the most, 0 to 1; a value covers
    /// its period. Nil where devices were not counted.
    public var online: Double?
    /// The hours for which fan or engine were seen running; nil where nothing measures either.
    public var running: Double?
    /// The hours of the day that have passed: 24 for a day that is over.
    public var passed: Double

    public init(
        _ day: Day, hours: [Light: Double], byHour: [Light?]? = nil, coverage: Double? = nil, running: Double? = nil,
        passed: Double = 24, online: Double? = nil
    ) {
        (self.day, self.hours, self.byHour, self.coverage) = (day, hours, byHour, coverage)
        (self.running, self.passed, self.online) = (running, passed, online)
    }

    /// Creates a day that is over from its account.
    public init(_ account: Account) {
        let known = account.lights.compactMap { name, hours in Light(rawValue: name).map { ($0, hours) } }
        self.init(
            account.day, hours: Dictionary(uniqueKeysWithValues: known),
            byHour: account.byHour?.map { $0.flatMap(Light.init) }, coverage: account.coverage,
            running: account.running, online: account.devices?.online)
    }

    /// The hours in which the gateway saw the facility.
    public var seen: Double { hours.values.reduce(0, +) }
}

extension [DeviceDay] {
    /// The best device's share of the minutes that it should have covered, 0 to 1; nil where none should have given
    /// anything.
    public var online: Double? {
        filter { $0.expected > 0 }.map { Swift.min(1, Double($0.usable) / Double($0.expected)) }.max()
    }
}
