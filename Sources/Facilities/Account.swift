/// A facility's day in figures, entered when the day is over: what was counted can be added up by hand, and what a rule
/// remembers can be rebuilt from it. A day on which the gateway did not run has one, too, with nothing seen.
public struct Account: Codable, Hashable, Sendable {
    public var day: Day
    /// Hours that fan or engine were seen running; nil where nothing measures either, and of a day without the gateway.
    public var running: Double?
    /// Hours by light, by the light's name.
    public var lights: [String: Double]
    /// The name of the worst light that held for five minutes of each of the 24 hours; nil for an hour of which nobody saw so much. Missing
    /// in accounts of before 0.2.0, and of a day without the gateway.
    public var byHour: [String?]?
    /// Minutes with a value that can be used, of all minutes of the day: 0 to 1. Nil where nothing is measured.
    public var coverage: Double?
    /// What the rules count, as it stood at the end of the day: by rule, then by the counter's name.
    public var counters: [String: [String: Double]]
    /// The limits that were in force, by name, each with its unit.
    public var limits: [String: String]
    /// Those of them that the site's configuration has made looser; nil if there are none.
    public var loosened: [Loosened]?
    /// What each device gave; nil where nothing is measured, and in accounts of before 0.2.0.
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

    /// `运行8.2小时，绿灯20小时，红灯4小时，dust-1在线率85%`: of the devices only those whose rates are low.
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

extension Light {
    /// `绿灯`
    public var name: Text {
        switch self {
        case .green: Text(zh: "绿灯", en: "green")
        case .yellow: Text(zh: "黄灯", en: "yellow")
        case .red: Text(zh: "红灯", en: "red")
        case .grey: Text(zh: "灰灯", en: "grey")
        }
    }
}

/// What some rules remembered could not be read at a start, and what was done about it.
public struct Rebuilding: Codable, Hashable, Sendable {
    /// By name.
    public var rules: [String]
    /// The day of the account that they were rebuilt from, with the journal after it; nil if there was none, so that
    /// they count from zero and say so.
    public var from: Day?
    /// Why it could not be read.
    public var reason: String

    public init(rules: [String], from: Day?, reason: String) {
        self.rules = rules
        self.from = from
        self.reason = reason
    }

    public var text: Text {
        let names = rules.joined(separator: ", ")
        guard let from else {
            return Text(
                zh: "规则记忆无法读取，且没有日结可恢复，重新计数：\(names)",
                en:
                    "what these rules remembered cannot be read and there is no account of a day: they count from zero: \(names)"
            )
        }
        return Text(
            zh: "规则记忆无法读取，已由\(from)日结和其后记录重建：\(names)",
            en:
                "what these rules remembered cannot be read; rebuilt from the account of \(from) and what followed: \(names)"
        )
    }
}
