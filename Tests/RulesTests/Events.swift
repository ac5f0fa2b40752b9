import Facilities
import Foundation

@testable import Rules

/// Ten in the morning in Nanjing.
let start = Timestamp("2026-11-23T02:00:00Z")!
let code = Facility.Code("NJ320104C00012K")!

func facility(
    _ settings: Facility.Settings, limits: [String: Measure] = [:], thresholds: [Threshold] = [],
    channels: [Channel] = []
) -> FacilityRules {
    FacilityRules(
        for: Facility(
            code: code, name: "试验", settings: settings, limits: limits, thresholds: thresholds, channels: channels))
}

func sample(_ seconds: Int, _ readings: Reading...) -> Event {
    .sample(Sample(device: DeviceID("b/1"), time: start + .seconds(seconds), readings: readings))
}

/// Of a device of its own.
func sample(_ seconds: Int, of device: String, _ readings: Reading...) -> Event {
    .sample(Sample(device: DeviceID(device), time: start + .seconds(seconds), readings: readings))
}

func record(_ body: any RecordContent, afterHours hours: Int = 0) -> Event {
    .record(Record(at: start + .hours(hours), by: "王", body))
}

func tick(afterHours hours: Int, seconds: Int = 0) -> Event {
    .tick(start + .hours(hours) + .seconds(seconds))
}

extension FacilityRules {
    /// The levels of one rule's findings after some events.
    mutating func levels(of rule: String, after events: [Event]) -> [Finding.Level] {
        for event in events { _ = consider(event) }
        return status.findings.filter { $0.rule == rule }.map(\.level)
    }

    func finding(of rule: String) -> Finding? { status.findings.first { $0.rule == rule } }

    func findings(of rule: String) -> [Finding] { status.findings.filter { $0.rule == rule } }

    /// The findings of one rule that show a limit passed.
    func judged(by rule: String) -> [Finding] { findings(of: rule).filter { $0.level != .grey } }

    /// What a rule counts.
    func counted(_ name: String, by rule: String) -> Double? {
        rules.first { $0.name == rule }?.counters[name]
    }

    /// The same rules after some more events.
    func after(_ events: [Event]) -> FacilityRules {
        var rules = self
        for event in events { _ = rules.consider(event) }
        return rules
    }
}

extension Finding {
    /// The last part of its cause: what is wrong with the channel, or which quantity is.
    var what: String { cause.split(separator: "/").last.map(String.init) ?? "" }
}

/// A value as it stands in a journal.
func decoded<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(json.utf8))
}

/// The rules as they continue after a restart, in rules that have seen nothing.
func restarted(_ rules: FacilityRules, in fresh: FacilityRules) throws -> FacilityRules {
    let decoder = JSONDecoder()
    decoder.userInfo[.rules] = fresh
    return try decoder.decode(Continued.self, from: JSONEncoder().encode(rules)).rules
}

private struct Continued: Decodable {
    var rules: FacilityRules

    init(from decoder: any Decoder) throws {
        guard var rules = decoder.userInfo[.rules] as? FacilityRules else { throw Unrestored() }
        if rules.restore(from: decoder) != nil { throw Unrestored() }
        self.rules = rules
    }

    struct Unrestored: Error {}
}

extension CodingUserInfoKey {
    fileprivate static let rules = CodingUserInfoKey(rawValue: "rules")!
}
