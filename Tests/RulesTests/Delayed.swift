import Facilities
import Testing

@testable import Rules

/// A verdict that waits for something to last.
struct Delayed: Sendable, CustomTestStringConvertible {
    var rule: String
    var settings: Facility.Settings
    var delay: Int
    /// What lasts, and what is beside it.
    var reading: Reading
    var beside: [Reading] = []
    /// Whether it goes by several signals, so that others tell that time passes.
    var ofSeveral = false

    var testDescription: String { rule }

    static let all = [
        Delayed(
            rule: "carbon.pressure", settings: AnyPoint.carbon, delay: 60,
            reading: Reading(.pressureDrop, 3000, .pascal),
            beside: [Reading(.fanState, 1, .one)]),
        Delayed(
            rule: "carbon.humidity", settings: AnyPoint.carbon, delay: 600, reading: Reading(.humidity, 95, .percent),
            beside: [Reading(.fanState, 1, .one)]),
        Delayed(
            rule: "fume.purifierOff", settings: AnyPoint.kitchen, delay: 300,
            reading: Reading(.purifierState, 0, .one), beside: [Reading(.fanState, 1, .one)], ofSeveral: true),
        Delayed(
            rule: "carbon.temperature", settings: AnyPoint.carbon, delay: 60,
            reading: Reading(.temperature, 50, .celsius), beside: [Reading(.fanState, 1, .one)]),
        Delayed(
            rule: "carbon.bypass", settings: AnyPoint.carbon, delay: 600, reading: Reading(.pressureDrop, 10, .pascal),
            beside: [Reading(.fanState, 1, .one)]),
        Delayed(
            rule: "machinery.exhaust", settings: AnyPoint.machine, delay: 60,
            reading: Reading(.exhaustTemp, 600, .celsius)),
        Delayed(
            rule: "data.contradiction", settings: AnyPoint.kitchen, delay: 300,
            reading: Reading(.purifierCurrent, 0, .ampere), beside: [Reading(.purifierState, 1, .one)],
            ofSeveral: true),
        Delayed(
            rule: "power.conditions", settings: AnyPoint.carbon, delay: 300,
            reading: Reading(.productionState, 1, .one), beside: [Reading(.fanState, 0, .one)], ofSeveral: true),
        Delayed(
            rule: "fume.idle", settings: AnyPoint.kitchen, delay: 600, reading: Reading(.purifierState, 1, .one),
            beside: [Reading(.fanState, 0, .one)], ofSeveral: true),
        Delayed(rule: "own.loud", settings: .dustSite, delay: 120, reading: Reading(.noise, 60, .decibel)),
    ]

    private static let loud = Threshold(
        "loud", .noise, .above, Measure(55, .decibel), after: .minutes(2), text: Text(zh: "吵", en: "loud"))

    enum Loss: CaseIterable { case badReading, noSample }

    /// At which second the verdict comes, where each poll is answered or lost.
    ///
    /// - Parameters:
    ///   - polls: the seconds of the polls, and whether each is lost.
    ///   - restarts: whether the gateway starts again before each poll.
    func verdict(_ polls: [(second: Int, isLost: Bool)], _ loss: Loss, restarts: Bool = false) throws -> Int? {
        var rules = facility(settings, thresholds: [Self.loud])
        for (second, isLost) in polls {
            if restarts { rules = try rules.restarted() }
            if isLost, loss == .noSample { continue }
            let lost = Reading(reading.quantity, reading.unit, bad: .noAnswer)
            let told = Sample(
                device: DeviceID("b/1"), time: start + .seconds(second), readings: beside + [isLost ? lost : reading])
            _ = rules.consider(.sample(told))
            if !rules.judged(by: rule).isEmpty { return second }
        }
        return nil
    }
}
