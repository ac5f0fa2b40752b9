import Facilities

@testable import Rules

/// A machine at work: a sample a minute.
func working(
    _ minutes: ClosedRange<Int>, speed: Double? = 1500, exhaust: Double? = nil, _ reading: Reading
) -> [Event] {
    minutes.map { minute in
        let engine = speed.map { Reading(.engineSpeed, $0, .rpm) } ?? Reading(.engineSpeed, .rpm, bad: .noAnswer)
        let readings = [engine, reading] + [exhaust.map { Reading(.exhaustTemp, $0, .celsius) }].compactMap(\.self)
        return .sample(Sample(device: DeviceID("b/1"), time: start + .minutes(minute), readings: readings))
    }
}

/// The findings of a rule about a machine.
func findings(of rule: String, after events: [Event], limits: [String: Measure] = [:]) -> [Finding] {
    let settings = MachinerySettings(limitClass: .two, power: 120)
    var rules = facility(.nonroadMachinery(settings), limits: limits)
    for event in events { _ = rules.consider(event) }
    return rules.status.findings.filter { $0.rule == rule }
}
