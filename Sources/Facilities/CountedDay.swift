/// What the gateway saw of a facility's light on one day, of a day that is over or of today so far.
public struct CountedDay: Hashable, Sendable {
    public var day: Day
    /// Hours by light, of the time in which the gateway saw the facility.
    public var hours: [Light: Double]
    /// The light of each hour that has begun, from midnight on; nil where it was not counted, as before 0.2.0. An hour that nobody saw
    /// long enough has none.
    public var byHour: [Light?]?
    /// Minutes with a value that can be used, of all minutes that have passed of the day: 0 to 1. Nil where nothing is measured.
    public var coverage: Double?
    /// The part of its minutes for which a value of the device that gave the most stood, each for its period: 0 to 1. What is read every
    /// five minutes has a value in one of five only, and one for all. Nil where devices were not counted.
    public var online: Double?
    /// Hours that fan or engine were seen running; nil where nothing measures either.
    public var running: Double?
    /// Hours of the day that have passed: 24 of a day that is over.
    public var passed: Double

    public init(
        _ day: Day, hours: [Light: Double], byHour: [Light?]? = nil, coverage: Double? = nil, running: Double? = nil,
        passed: Double = 24, online: Double? = nil
    ) {
        (self.day, self.hours, self.byHour, self.coverage) = (day, hours, byHour, coverage)
        (self.running, self.passed, self.online) = (running, passed, online)
    }

    /// A day that is over, as its account has it.
    public init(_ account: Account) {
        let known = account.lights.compactMap { name, hours in Light(rawValue: name).map { ($0, hours) } }
        self.init(
            account.day, hours: Dictionary(uniqueKeysWithValues: known),
            byHour: account.byHour?.map { $0.flatMap(Light.init) }, coverage: account.coverage,
            running: account.running, online: account.devices?.online)
    }

    /// Hours in which the gateway saw how the facility stood.
    public var seen: Double { hours.values.reduce(0, +) }
}

extension [DeviceDay] {
    /// What the best of them gave of what it should have: 0 to 1; nil where none should have given anything.
    public var online: Double? {
        filter { $0.expected > 0 }.map { Swift.min(1, Double($0.usable) / Double($0.expected)) }.max()
    }
}
