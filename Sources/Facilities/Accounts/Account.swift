/// The figures of one day of a facility, entered when the day is over: counts can be added up by hand, and a rule's
/// memory can be rebuilt from them. A day on which the gateway did not run has an account too, with nothing seen.
public struct Account: Codable, Hashable, Sendable {
    /// The day on site.
    public var day: Day
    /// The hours for which fan or engine were seen running; nil where nothing measures either, and for a day without
    /// the gateway.
    public var running: Double?
    /// Hours by light, by the light's name.
    public var lights: [String: Double]
    /// The name of the worst light that held for five minutes of each of the 24 hours; nil for an hour of which nobody
    /// saw so much. Missing in accounts before 0.2.0, and for a day without the gateway.
    public var byHour: [String?]?
    /// The share of the day's minutes with a usable value, 0 to 1; nil where nothing is measured.
    public var coverage: Double?
    /// The counts of the rules at the end of the day: by rule, then by the counter's name.
    public var counters: [String: [String: Double]]
    /// The limits that were in force, by name, each with its unit.
    public var limits: [String: String]
    /// Those of them that the site's configuration has made looser; nil if there are none.
    public var loosened: [Loosened]?
    /// The values of each device; nil where nothing is measured, and in accounts before 0.2.0.
    public var devices: [DeviceDay]?

    public init(
        day: Day, running: Double?, lights: [String: Double], byHour: [String?]? = nil, coverage: Double?,
        counters: [String: [String: Double]], limits: [String: String],
        loosened: [Loosened]? = nil, devices: [DeviceDay]? = nil
    ) {
        self.day = day
        self.running = running
        self.lights = lights
        self.byHour = byHour
        self.coverage = coverage
        self.counters = counters
        self.limits = limits
        self.loosened = loosened
        self.devices = devices
    }

    /// The day in a line: `运行8.2小时，绿灯20小时，红灯4小时，dust-1在线率85%`. Of the devices it names only those with low rates.
    public var summary: Text {
        let lights: [(Text, String)] = Light.allCases.compactMap { light in
            guard let hours = self.lights[light.rawValue] else { return nil }
            return (light.name, hours.plainText(decimals: 1))
        }
        let run = running.map { $0.plainText(decimals: 1) }
        let zh = (run.map { ["运行\($0)小时"] } ?? []) + lights.map { "\($0.0.zh)\($0.1)小时" }
        let en = (run.map { ["ran \($0) h"] } ?? []) + lights.map { "\($0.0.en) \($0.1) h" }
        let others = (self.loosened ?? []).map(\.text) + (devices ?? []).flatMap(\.low)
        return Text(
            zh: "\(day)：" + (zh + others.map(\.zh)).joined(separator: "，"),
            en: "\(day): " + (en + others.map(\.en)).joined(separator: ", "))
    }
}
