import Facilities
import Testing

@testable import Rules

/// A limit that holds at any point of a facility, and what it takes to be judged by it.
struct AnyPoint: Sendable, CustomTestStringConvertible {
    var rule: String
    var settings: Facility.Settings
    var quantity: Quantity
    var limit: Double
    /// So much over the limit is over it.
    var step: Double
    var level = Finding.Level.red
    /// After how many minutes over the limit it is found.
    var minutes: Int

    var testDescription: String { quantity.rawValue }
    var unit: PhysicalUnit { quantity.unit ?? .one }
    var over: Double { limit + step }

    /// The city's mean of every hour, with which PM10 is compared.
    static let city = 50.0

    static let all = [
        AnyPoint(rule: "carbon.pressure", settings: carbon, quantity: .pressureDrop, limit: 2500, step: 1, minutes: 1),
        AnyPoint(
            rule: "carbon.temperature", settings: carbon, quantity: .temperature, limit: 40, step: 0.1, minutes: 1),
        AnyPoint(
            rule: "carbon.temperature", settings: carbon, quantity: .bedTemperature, limit: 83, step: 0.1, minutes: 1),
        AnyPoint(
            rule: "carbon.humidity", settings: carbon, quantity: .humidity, limit: 80, step: 0.1, minutes: 10),
        AnyPoint(
            rule: "machinery.smoke", settings: machine, quantity: .smoke, limit: 0.8, step: 0.01, level: .yellow,
            minutes: 1),
        AnyPoint(
            rule: "machinery.nox", settings: machine, quantity: .nox, limit: 900, step: 1, level: .yellow, minutes: 10),
        AnyPoint(
            rule: "machinery.dpf", settings: machine, quantity: .dpfPressure, limit: 20, step: 0.1, level: .yellow,
            minutes: 10),
        AnyPoint(rule: "fume.limit", settings: kitchen, quantity: .fume, limit: 2, step: 0.01, minutes: 10),
        AnyPoint(rule: "dust.tsp", settings: .dustSite, quantity: .tsp, limit: 500, step: 1, minutes: 15),
        AnyPoint(rule: "dust.pm10", settings: .dustSite, quantity: .pm10, limit: 80 + city, step: 0.1, minutes: 60),
        AnyPoint(rule: "dust.noise", settings: .dustSite, quantity: .noise, limit: 70, step: 0.1, minutes: 20),
    ]

    static let carbon = Facility.Settings.activatedCarbon(CarbonSettings(form: .granular))
    static let machine = Facility.Settings.nonroadMachinery(MachinerySettings(limitClass: .two, power: 120))
    static let kitchen = Facility.Settings.fumePurifier(FumeSettings(stoves: 4))
}

extension AnyPoint {
    func reading(_ value: Double, _ quality: Quality = .good, _ bound: Bound = .exact) -> Reading {
        Reading(quantity, value, unit, quality: quality, bound: bound)
    }

    var lost: Reading { Reading(quantity, unit, bad: .noAnswer) }

    /// What runs, without which nothing is judged.
    var running: [Reading] {
        switch settings.kind {
        case .activatedCarbon, .fumePurifier: [Reading(.fanState, 1, .one)]
        case .nonroadMachinery: [Reading(.engineSpeed, 1500, .rpm), Reading(.exhaustTemp, 300, .celsius)]
        case .dustSite, .complaintPoint: []
        }
    }

    /// What comes beside the points' own samples at a second.
    func beside(_ second: Int) -> [Event] {
        let runs = Sample(device: DeviceID("run"), time: start + .seconds(second), readings: running)
        let hour = (start + .seconds(second)).start(ofInterval: .hours(1))
        let mean = record(CityAir(from: hour, pm10: Self.city), afterHours: second / 3600)
        return (second % 3600 == 0 && quantity == .pm10 ? [mean] : []) + (running.isEmpty ? [] : [.sample(runs)])
    }

    /// Twenty seconds apart, from the beginning of the first minute to that of the last.
    func events(_ minutes: ClosedRange<Int>, _ readings: [(device: String, reading: Reading)]) -> [Event] {
        stride(from: minutes.lowerBound * 60, through: minutes.upperBound * 60, by: 20).flatMap { second in
            beside(second) + readings.map { sample(second, of: $0.device, $0.reading) }
        }
    }

    /// The facility with these devices, which all measure the quantity.
    func rules(_ places: KeyValuePairs<String, String>, range: ClosedRange<Double>? = nil) -> FacilityRules {
        let points = places.map {
            Channel(DeviceID($0), quantity, place: $1, period: .seconds(20), range: range)
        }
        let runs = running.map { Channel(DeviceID("run"), $0.quantity, period: .seconds(20)) }
        return facility(settings, channels: points + runs)
    }

    /// Whether the limit is shown to be passed by the quantity of a device, or of any.
    func isOver(_ rules: FacilityRules, at device: String? = nil) -> Bool {
        rules.judged(by: rule).contains { finding in
            finding.cause.contains("/\(quantity.rawValue)")
                && (device == nil || finding.device == device.map(DeviceID.init))
        }
    }
}
